package dev.hawser.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Accepts raw peers on a free port of the loopback address. */
public final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final @Nullable SSLContext tls;
  private final Duration patience;

  RawServer(@Nullable SSLContext tls, Duration patience) {
    this.tls = tls;
    this.patience = patience;
    try {
      socket = EndNotingSocket.server();
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
      socket.setSoTimeout((int) patience.toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Accepts for a test outside the kit, in plain text. */
  public static RawServer plain(Duration patience) {
    return new RawServer(null, patience);
  }

  /** Accepts for a test outside the kit, over TLS. */
  public static RawServer secure(Identity identity, Duration patience) {
    return new RawServer(identity.context(), patience);
  }

  /** Returns the port it accepts on. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Returns the URL of a path on it. */
  public URI uri(String path) {
    return URI.create((tls == null ? "ws" : "wss") + "://127.0.0.1:" + port() + path);
  }

  /** Accepts the next connection; under TLS its handshake is done. */
  public RawPeer accept() {
    try {
      EndNotingSocket tcp = EndNotingSocket.accept(socket);
      SSLContext context = tls;
      return new RawPeer(
          context == null
              ? RawStream.plain(tcp, patience)
              : RawStream.secure(tcp, context, false, patience),
          false);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("on the wire: wanted a connection, none came", e);
    } catch (IOException e) {
      throw new AssertionError("on the wire: wanted a connection, got " + e, e);
    }
  }

  /** Accepts, reads the request and answers 101 with those header lines more. */
  public RawPeer acceptUpgraded(String... moreLines) {
    RawPeer peer = accept();
    peer.send(RawBytes.switching(peer.readHead(), moreLines));
    return peer;
  }

  /** Accepts, reads the request and answers with exactly this. */
  public RawPeer acceptAnswering(String answer) {
    RawPeer peer = accept();
    peer.readHead();
    peer.send(answer);
    return peer;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
