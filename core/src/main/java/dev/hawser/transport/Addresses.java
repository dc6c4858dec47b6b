package dev.hawser.transport;

import dev.hawser.close.Unreachability;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.proxy.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one attempt, tried one after the other in the resolver's order, for adapters
 * that make TCP connections themselves. Not thread-safe.
 */
public final class Addresses {
  private final InetAddress[] all;
  private final int port;
  private int next;
  private boolean everyOneRefused = true;
  private @Nullable Throwable last;

  Addresses(InetAddress[] all, int port) {
    this.all = all;
    this.port = port;
  }

  /**
   * Looks the host's addresses up, which may take a while.
   *
   * @param host a name or an address, in brackets or not
   * @throws UnknownHostException if it has none; names it
   */
  public static Addresses of(String host, int port) throws UnknownHostException {
    return of(host, port, host);
  }

  /**
   * Looks up the addresses that an attempt connects to, which may take a while: those of the URL's
   * host, or of the proxy. They bear the name of the URL's host all the same, which is the one that
   * TLS asks for.
   *
   * @throws UnknownHostException if there are none; names the host or the proxy
   */
  public static Addresses of(DialRequest request) throws UnknownHostException {
    WebSocketUri uri = WebSocketUri.of(request.uri());
    Proxy proxy = request.proxy();
    return proxy == null ? of(uri.host(), uri.port()) : of(proxy.host(), proxy.port(), uri.host());
  }

  private static Addresses of(String host, int port, String name) throws UnknownHostException {
    try {
      InetAddress[] found = InetAddress.getAllByName(bare(host));
      for (int i = 0; i < found.length; i++) {
        // With a name, so that nobody asks the resolver for it.
        found[i] = InetAddress.getByAddress(bare(name), found[i].getAddress());
      }
      return new Addresses(found, port);
    } catch (UnknownHostException | SecurityException unknown) {
      UnknownHostException named =
          new UnknownHostException("the host '" + bare(host) + "' has no address");
      named.initCause(unknown);
      throw named;
    }
  }

  /** Returns the host without the brackets of an IPv6 address. */
  public static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Returns the address that comes next, null when all had their turn. */
  public @Nullable InetSocketAddress next() {
    return next == all.length ? null : new InetSocketAddress(all[next++], port);
  }

  /** Tells whether another address would follow the present one. */
  public boolean more() {
    return next < all.length;
  }

  /** Returns each address's share of the time to connect. */
  public Duration share(Duration connect) {
    return connect.dividedBy(all.length);
  }

  /** The present address failed so. */
  public void failed(Throwable cause) {
    everyOneRefused &= Trouble.connecting(cause) == Unreachability.CONNECTION_REFUSED;
    last = cause;
  }

  /** Tells the door that no address led anywhere; call when {@link #next} gave none. */
  public void giveUp(ByteDoor door) {
    door.unreachable(kind(), text(), last);
  }

  /** Tells the door that no address led anywhere; call when {@link #next} gave none. */
  public void giveUp(MessageDoor door) {
    door.unreachable(kind(), text(), last);
  }

  private Unreachability kind() {
    if (everyOneRefused) {
      return Unreachability.CONNECTION_REFUSED;
    }
    return all.length == 1 && last != null
        ? Trouble.connecting(last)
        : Unreachability.CONNECT_FAILED;
  }

  private String text() {
    String words = last == null ? "no address" : String.valueOf(last.getMessage());
    return all.length == 1 ? words : "none of " + all.length + " addresses; last: " + words;
  }

  /** Returns {@code address:port}, an IPv6 address in brackets. */
  public static String text(@Nullable SocketAddress address) {
    if (address instanceof InetSocketAddress internet && internet.getAddress() != null) {
      String literal = internet.getAddress().getHostAddress();
      return (literal.indexOf(':') < 0 ? literal : "[" + literal + "]") + ":" + internet.getPort();
    }
    return String.valueOf(address);
  }
}
