package dev.hawser.transport;

import org.jspecify.annotations.Nullable;

/**
 * Where to accept connections.
 *
 * @param host the address to bind, such as {@code 127.0.0.1}
 * @param port the port, zero for any free one
 * @param tls how to speak TLS, null for plain text; its key manager is needed
 * @param maxConnections the most accepted sockets at a time, upgraded or not; more are closed
 * @param options how accepted links behave where the acceptor does not say otherwise; its handshake
 *     deadline and header limit bound the request
 */
public record ListenRequest(
    String host, int port, @Nullable Tls tls, int maxConnections, LinkOptions options) {
  /** Refuses a port outside 0-65535, no connection at all, and TLS without a key manager. */
  public ListenRequest {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not in 0-65535");
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException("maxConnections " + maxConnections + " is not positive");
    }
    if (tls != null && tls.keyManager() == null) {
      throw new IllegalArgumentException("a server's TLS needs a key manager, got none");
    }
  }

  /** Returns a plain-text request with default options and no bound on connections. */
  public static ListenRequest of(String host, int port) {
    return new ListenRequest(host, port, null, Integer.MAX_VALUE, LinkOptions.DEFAULT);
  }

  /** Returns a copy with TLS. */
  public ListenRequest with(Tls other) {
    return new ListenRequest(host, port, other, maxConnections, options);
  }

  /** Returns a copy with another bound on accepted sockets. */
  public ListenRequest maxConnections(int most) {
    return new ListenRequest(host, port, tls, most, options);
  }

  /** Returns a copy with other options. */
  public ListenRequest with(LinkOptions other) {
    return new ListenRequest(host, port, tls, maxConnections, other);
  }
}
