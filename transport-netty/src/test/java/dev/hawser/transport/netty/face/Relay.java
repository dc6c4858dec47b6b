package dev.hawser.transport.netty.face;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes between clients and a port of the loopback address, and cuts where it is told. */
final class Relay implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int behind;
  private final List<Socket> near = new CopyOnWriteArrayList<>();

  Relay(int behind) throws IOException {
    this.behind = behind;
    daemon(this::accept);
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + door.getLocalPort() + "/");
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
        near.add(client);
        daemon(() -> pump(client, server));
        daemon(() -> pump(server, client));
      }
    } catch (IOException closed) {
      // The relay is over.
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      close(to);
    }
  }

  /** Resets every client's connection. */
  void reset() throws IOException {
    for (Socket client : near) {
      client.setSoLinger(true, 0);
      client.close();
    }
    near.clear();
  }

  /** Ends every client's connection in order, without a Close frame. */
  void finish() throws IOException {
    for (Socket client : near) {
      client.shutdownOutput();
    }
    near.clear();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    near.forEach(Relay::close);
  }
}
