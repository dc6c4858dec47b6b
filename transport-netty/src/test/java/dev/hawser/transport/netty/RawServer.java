package dev.hawser.transport.netty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import javax.net.ssl.SSLContext;

/** Accepts raw peers on a free port of the loopback address. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final boolean secure;

  private RawServer(ServerSocket socket, boolean secure) throws IOException {
    this.socket = socket;
    this.secure = secure;
    socket.setSoTimeout(10_000);
  }

  static RawServer plain() throws IOException {
    return new RawServer(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), false);
  }

  static RawServer tls(SSLContext context) throws IOException {
    return new RawServer(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 512, InetAddress.getLoopbackAddress()),
        true);
  }

  int port() {
    return socket.getLocalPort();
  }

  URI uri(String path) {
    return URI.create((secure ? "wss" : "ws") + "://127.0.0.1:" + port() + path);
  }

  RawPeer accept() throws IOException {
    return new RawPeer(socket.accept(), false);
  }

  /** Accepts, reads the request and answers 101 with those lines more. */
  RawPeer acceptUpgraded(String... moreLines) throws IOException {
    RawPeer peer = accept();
    peer.send(RawPeer.switching(peer.readHead(), moreLines));
    return peer;
  }

  /** Accepts and answers with exactly this. */
  RawPeer acceptAnswering(String answer) throws IOException {
    RawPeer peer = accept();
    peer.readHead();
    peer.send(answer);
    return peer;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** A port on which nobody listens. */
  static int closedPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
