package dev.hawser.transport;

import dev.hawser.close.Unreachability;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.proxy.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one attempt, tried one after the other in the resolver's order, for adapters
 * that make TCP connections themselves. Not thread-safe.
 */
public final class Addresses {
  private static final Pattern NUMBER = Pattern.compile("(^|\\.)[0-9]+$");

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
   * Looks the host's addresses up at the operating system, which may take a while.
   *
   * @param host a name or an address, in brackets or not
   * @throws UnknownHostException if it has none; names it
   */
  public static Addresses of(String host, int port) throws UnknownHostException {
    return new Addresses(found(host, host, NameResolver.SYSTEM), port);
  }

  /**
   * Looks up the addresses that an attempt connects to, which may take a while: those of the URL's
   * host, or of the proxy. They bear the name of the URL's host all the same, which is the one that
   * TLS asks for.
   *
   * @param resolver asked for names; an address that stands in the URL needs none
   * @throws UnknownHostException if there are none; names the host or the proxy
   */
  public static Addresses of(DialRequest request, NameResolver resolver)
      throws UnknownHostException {
    WebSocketUri uri = WebSocketUri.of(request.uri());
    Proxy proxy = request.proxy();
    return proxy == null
        ? new Addresses(found(uri.host(), uri.host(), resolver), uri.port())
        : new Addresses(found(proxy.host(), uri.host(), resolver), proxy.port());
  }

  private static InetAddress[] found(String host, String name, NameResolver resolver)
      throws UnknownHostException {
    try {
      NameResolver asked = literal(bare(host)) ? NameResolver.SYSTEM : resolver;
      InetAddress[] found = asked.addresses(bare(host)).toArray(InetAddress[]::new);
      if (found.length == 0) {
        throw new UnknownHostException(bare(host));
      }
      for (int i = 0; i < found.length; i++) {
        // With a name, so that nobody asks the resolver for it.
        found[i] = InetAddress.getByAddress(bare(name), found[i].getAddress());
      }
      return found;
    } catch (UnknownHostException | SecurityException unknown) {
      UnknownHostException named =
          new UnknownHostException("the host '" + bare(host) + "' has no address");
      named.initCause(unknown);
      throw named;
    }
  }

  /**
   * Tells whether it is an address: one of IPv6, or what ends in a number (a name's end cannot).
   */
  private static boolean literal(String host) {
    return host.indexOf(':') >= 0 || NUMBER.matcher(host).find();
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
