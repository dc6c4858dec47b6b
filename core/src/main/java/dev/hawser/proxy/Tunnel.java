package dev.hawser.proxy;

import java.nio.ByteBuffer;

/**
 * The conversation with a proxy that ends in a tunnel: bytes in, bytes out, cut up as they come.
 *
 * <p>Of one connection, which is made to the proxy before. Not thread-safe.
 */
public sealed interface Tunnel permits HttpTunnel, SocksTunnel {
  /**
   * Returns the conversation that asks that proxy for a tunnel.
   *
   * @param host the name or address to reach, which the proxy looks up; an IPv6 address in brackets
   * @throws IllegalArgumentException for a host that the proxy's protocol has no room for
   */
  static Tunnel through(Proxy proxy, String host, int port) {
    return switch (proxy.kind()) {
      case HTTP -> new HttpTunnel(host, port, proxy.login());
      case SOCKS5 -> new SocksTunnel(host, port, proxy.login());
    };
  }

  /** Returns what to write first. */
  ByteBuffer begin();

  /** Takes what the proxy sent, whole, and says what comes of it. */
  TunnelStep take(ByteBuffer bytes);
}
