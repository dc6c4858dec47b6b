package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hawser.close.Ending;
import dev.hawser.close.Unreachability;
import dev.hawser.transport.Capability;

/** How a link opens, or does not. */
public interface HandshakeRules extends Family {
  /** A good answer opens the link. */
  @Rule(
      id = "HS-1",
      cites = "RFC 6455 s.4.1",
      intent = "A valid 101 opens the link: onOpen is the first callback and comes once.")
  default void opensOnAValidAnswer() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendText("marker");
              assertEquals("marker", pair.app().text());
              assertEquals("open", pair.app().history().get(0), "first callback");
              long opens = pair.app().history().stream().filter("open"::equals).count();
              assertEquals(1, opens, "onOpen");
            });
  }

  /** A refusal shows its status. */
  @Rule(
      id = "HS-2",
      cites = "RFC 6455 s.4.2.2; design s.4",
      intent = "Any answer but 101 ends the dial as Refused with its status.",
      needs = Capability.REFUSAL_HEADERS)
  default void showsTheStatusOfARefusal() {
    RawServer server = bench().server();
    for (int status : new int[] {200, 301, 302, 401, 403, 404, 426, 429, 500, 502, 503, 504}) {
      App app = bench().dial(server.uri("/"));
      String answer = "HTTP/1.1 " + status + " Any\r\nContent-Length: 0\r\n\r\n";
      try (RawPeer peer = server.acceptAnswering(answer)) {
        Ending.Refused refused = app.ending(Ending.Refused.class);
        assertEquals(status, refused.answer().status());
        assertFalse(app.opened(), "onOpen after a refusal");
        assertFalse(peer.readRest().length > 0, "bytes after a refusal");
      }
    }
  }

  /** A wrong accept key is no acceptance. */
  @Rule(
      id = "HS-3",
      cites = "RFC 6455 s.4.1 item 4",
      intent = "A 101 with a wrong Sec-WebSocket-Accept is no valid answer.")
  default void refusesAWrongAcceptKey() {
    RawServer server = bench().server();
    App app = bench().dial(server.uri("/"));
    RawPeer peer =
        bench()
            .keep(
                server.acceptAnswering(
                    RawBytes.head(
                        "HTTP/1.1 101 Switching Protocols",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=")));
    Ending.Unreachable ending = app.ending(Ending.Unreachable.class);
    assertEquals(Unreachability.BAD_ANSWER, ending.kind());
    assertFalse(app.opened(), "onOpen after a wrong key");
    peer.readEnd();
  }
}
