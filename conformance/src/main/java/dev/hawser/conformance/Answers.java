package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hawser.close.Ending;
import dev.hawser.close.Unreachability;
import dev.hawser.transport.DialRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.UnaryOperator;

/** Dials that are answered in a given way. */
final class Answers {
  private Answers() {}

  /** Returns a 101 with those lines and no accept key of its own. */
  static String switching(String... lines) {
    String[] all = new String[lines.length + 3];
    all[0] = "HTTP/1.1 101 Switching Protocols";
    all[1] = "Upgrade: websocket";
    all[2] = "Connection: Upgrade";
    System.arraycopy(lines, 0, all, 3, lines.length);
    return RawBytes.head(all);
  }

  /** Dials, answers the key with that, and wants a bad answer. */
  static Ending.Unreachable bad(Bench bench, UnaryOperator<String> answer) {
    RawServer server = bench.server();
    App app = bench.dial(server.uri("/"));
    RawPeer peer = bench.keep(server.accept());
    String key = String.valueOf(RawBytes.header(peer.readHead(), "Sec-WebSocket-Key"));
    peer.send(answer.apply(key));
    return unreachable(app, peer, Unreachability.BAD_ANSWER);
  }

  /** Wants a dial to end so, without ever having opened, and its connection to go. */
  static Ending.Unreachable unreachable(App app, RawPeer peer, Unreachability kind) {
    Ending.Unreachable ending = app.ending(Ending.Unreachable.class);
    assertEquals(kind, ending.kind());
    assertFalse(app.opened(), "the application saw onOpen");
    peer.readGone();
    return ending;
  }

  /** Returns a request that offers those subprotocols. */
  static DialRequest offering(RawServer server, String... offered) {
    return DialRequest.of(server.uri("/")).with(Bench.QUIET).subprotocols(offered);
  }

  /** Returns a port on which nobody listens. */
  static int closedPort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
