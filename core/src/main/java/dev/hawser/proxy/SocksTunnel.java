package dev.hawser.proxy;

import dev.hawser.close.Unreachability;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a tunnel by SOCKS version 5 (RFC 1928), with user and password if there is a login (RFC
 * 1929). A name is the proxy's to look up.
 */
final class SocksTunnel implements Tunnel {
  private static final int VERSION = 5;
  private static final int NO_LOGIN = 0;
  private static final int PASSWORD = 2;
  private static final int NO_METHOD = 0xFF;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;
  private static final String[] REPLIES = {
    "succeeded",
    "general failure",
    "connection not allowed by the ruleset",
    "network unreachable",
    "host unreachable",
    "connection refused",
    "TTL expired",
    "command not supported",
    "address type not supported"
  };

  private enum Awaiting {
    METHOD,
    LOGIN,
    REPLY
  }

  private final String host;
  private final int port;
  private final Proxy.@Nullable Login login;
  private final byte[] address;

  /** The longest reply: four bytes, a name of 255 behind its length, a port. */
  private final byte[] reply = new byte[4 + 1 + 255 + 2];

  private int length;
  private Awaiting awaiting = Awaiting.METHOD;

  SocksTunnel(String host, int port, Proxy.@Nullable Login login) {
    this.host = host;
    this.port = port;
    this.login = login;
    byte[] literal = Literal.bytes(host);
    this.address = literal == null ? host.getBytes(StandardCharsets.UTF_8) : literal;
    if (address.length > 255) {
      throw new IllegalArgumentException(
          "the host has " + address.length + " bytes, a SOCKS5 proxy takes 255");
    }
  }

  @Override
  public ByteBuffer begin() {
    byte[] greeting =
        login == null
            ? new byte[] {VERSION, 1, NO_LOGIN}
            : new byte[] {VERSION, 2, NO_LOGIN, PASSWORD};
    return ByteBuffer.wrap(greeting);
  }

  @Override
  public TunnelStep take(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      reply[length++] = bytes.get();
      TunnelStep step =
          switch (awaiting) {
            case METHOD -> method(bytes);
            case LOGIN -> loggedIn(bytes);
            case REPLY -> replied(bytes);
          };
      if (step != TunnelStep.More.NOTHING) {
        return step;
      }
    }
    return TunnelStep.More.NOTHING;
  }

  private int at(int index) {
    return reply[index] & 0xFF;
  }

  // RFC 1928 s.3
  private TunnelStep method(ByteBuffer behind) {
    if (at(0) != VERSION) {
      return TunnelStep.failed("it speaks no SOCKS5; it began with byte " + at(0));
    }
    if (length < 2) {
      return TunnelStep.More.NOTHING;
    }
    Proxy.Login known = login;
    if (at(1) == NO_LOGIN) {
      return ask(behind);
    }
    if (at(1) == PASSWORD && known != null) {
      return send(Awaiting.LOGIN, password(known), behind);
    }
    return at(1) == NO_METHOD
        ? unauthorized(
            known == null
                ? "it wants a login, and none was given"
                : "it takes no login by user and password")
        : TunnelStep.failed("it chose to log in by method " + at(1) + ", which was not offered");
  }

  // RFC 1929 s.2
  private static ByteBuffer password(Proxy.Login known) {
    byte[] user = known.user().getBytes(StandardCharsets.UTF_8);
    byte[] password = known.password().getBytes(StandardCharsets.UTF_8);
    ByteBuffer sent = ByteBuffer.allocate(3 + user.length + password.length);
    sent.put((byte) 1).put((byte) user.length).put(user);
    return sent.put((byte) password.length).put(password).flip();
  }

  private TunnelStep loggedIn(ByteBuffer behind) {
    if (length < 2) {
      return TunnelStep.More.NOTHING;
    }
    // The version before it is not looked at: some repeat that of SOCKS.
    return at(1) == 0 ? ask(behind) : unauthorized("it refused the login with status " + at(1));
  }

  // RFC 1928 s.4
  private TunnelStep ask(ByteBuffer behind) {
    boolean name = Literal.bytes(host) == null;
    ByteBuffer sent = ByteBuffer.allocate(4 + (name ? 1 : 0) + address.length + 2);
    sent.put(new byte[] {VERSION, 1, 0, (byte) (name ? NAME : address.length == 4 ? IPV4 : IPV6)});
    if (name) {
      sent.put((byte) address.length);
    }
    return send(Awaiting.REPLY, sent.put(address).putShort((short) port).flip(), behind);
  }

  private TunnelStep send(Awaiting next, ByteBuffer sent, ByteBuffer behind) {
    if (behind.hasRemaining()) {
      return TunnelStep.failed("it answered before it was asked");
    }
    awaiting = next;
    length = 0;
    return new TunnelStep.More(sent);
  }

  // RFC 1928 s.6
  private TunnelStep replied(ByteBuffer behind) {
    if (at(0) != VERSION) {
      return TunnelStep.failed("its reply is no SOCKS5; it began with byte " + at(0));
    }
    if (length > 1 && at(1) != 0) {
      return refused(at(1));
    }
    if (length < 5) {
      return TunnelStep.More.NOTHING;
    }
    int bound =
        switch (at(3)) {
          case IPV4 -> 4;
          case NAME -> 1 + at(4);
          case IPV6 -> 16;
          default -> 0;
        };
    if (bound == 0) {
      return TunnelStep.failed("its reply has an address of type " + at(3));
    }
    return length == 4 + bound + 2 ? TunnelStep.opened(behind) : TunnelStep.More.NOTHING;
  }

  private static TunnelStep refused(int code) {
    String words = code < REPLIES.length ? REPLIES[code] : "unassigned";
    boolean again = code != 2 && code != 7 && code != 8;
    return new TunnelStep.Refused(
        again ? Unreachability.PROXY_FAILED : Unreachability.PROXY_REFUSED,
        "SOCKS5 reply " + code + ": " + words);
  }

  private static TunnelStep unauthorized(String text) {
    return new TunnelStep.Refused(Unreachability.PROXY_AUTHENTICATION, text);
  }
}
