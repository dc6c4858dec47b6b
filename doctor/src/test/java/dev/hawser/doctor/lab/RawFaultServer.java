package dev.hawser.doctor.lab;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of one fault: each connection is served by the same few lines. */
final class RawFaultServer implements Closeable {
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();

  /** What is done with a connection; an exception ends it. */
  interface Fault {
    void serve(Conn conn) throws IOException;
  }

  RawFaultServer(Fault fault) {
    this(plain(), fault);
  }

  RawFaultServer(ServerSocket listening, Fault fault) {
    this.listening = listening;
    Thread acceptor = new Thread(() -> accept(fault), "fault-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private static ServerSocket plain() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void accept(Fault fault) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        int number = count.incrementAndGet();
        Thread server = new Thread(() -> serve(fault, number, socket), "fault-connection");
        server.setDaemon(true);
        server.start();
      } catch (IOException e) {
        // Closed, or a handshake that failed: the next one may go on.
        continue;
      }
    }
  }

  private void serve(Fault fault, int number, Socket socket) {
    try (socket) {
      fault.serve(new Conn(number, socket));
    } catch (IOException e) {
      // The connection ended, which is what a fault may be.
      return;
    } finally {
      open.remove(socket);
    }
  }

  /** Returns how many connections there were. */
  int count() {
    return count.get();
  }

  /** Returns how many are open. */
  int alive() {
    return open.size();
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Ends every connection that is open, and leaves the door open. */
  void dropAll() {
    for (Socket socket : open) {
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    dropAll();
  }
}
