package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.Ending;
import dev.hawser.transport.Capability;
import java.time.Duration;
import java.util.List;

/** How a refusal of a dial is told. */
public interface DialRules extends Family {
  /** A refusal shows its status. */
  @Rule(
      id = "DI-1",
      cites = "RFC 6455 s.4.1 item 1",
      intent = "Any answer but 101 ends the dial as Refused with its status; no link opens.",
      needs = Capability.REFUSAL_HEADERS)
  default void showsTheStatusOfARefusal() {
    RawServer server = bench().server();
    for (int status : new int[] {200, 301, 401, 403, 404, 426, 429, 500, 502, 503, 504}) {
      App app = bench().dial(server.uri("/"));
      String answer = RawBytes.head("HTTP/1.1 " + status + " Any", "Content-Length: 0");
      RawPeer peer = bench().keep(server.acceptAnswering(answer));
      assertEquals(status, app.ending(Ending.Refused.class).answer().status());
      assertFalse(app.opened(), "the application saw onOpen after a refusal");
      peer.readGone();
    }
  }

  /** A refusal shows its header fields. */
  @Rule(
      id = "DI-2",
      cites = "RFC 9110 s.10.2.3; design s.4",
      intent = "The header fields of a refusal are shown, repeated ones in order.",
      needs = Capability.REFUSAL_HEADERS)
  default void showsTheHeadersOfARefusal() {
    RawServer server = bench().server();
    App app = bench().dial(server.uri("/"));
    bench()
        .keep(
            server.acceptAnswering(
                RawBytes.head(
                    "HTTP/1.1 503 Service Unavailable",
                    "Retry-After: 7",
                    "Set-Cookie: a=1",
                    "Set-Cookie: b=2",
                    "Content-Length: 0")));
    Ending.Refused refused = app.ending(Ending.Refused.class);
    assertEquals("7", refused.answer().headers().first("retry-after"));
    assertEquals(List.of("a=1", "b=2"), refused.answer().headers().all("Set-Cookie"));
  }

  /** A refusal shows its body. */
  @Rule(
      id = "DI-3",
      cites = "RFC 9112 s.6; design s.4",
      intent = "The body of a refusal is shown, whether its length, chunks or the end delimit it.",
      needs = Capability.REFUSAL_BODY)
  default void showsTheBodyOfARefusal() {
    RawServer server = bench().server();
    String[] answers = {
      RawBytes.head("HTTP/1.1 403 No", "Content-Length: 5") + "hello",
      RawBytes.head("HTTP/1.1 403 No", "Transfer-Encoding: chunked")
          + "2\r\nhe\r\n3;a=b\r\nllo\r\n0\r\n\r\n",
      RawBytes.head("HTTP/1.1 403 No", "Connection: close") + "hello"
    };
    for (int i = 0; i < answers.length; i++) {
      App app = bench().dial(server.uri("/"));
      RawPeer peer = bench().keep(server.acceptAnswering(answers[i]));
      if (i == 2) {
        peer.fin();
      }
      assertEquals("hello", app.ending(Ending.Refused.class).answer().bodyText(), "body " + i);
    }
  }

  /** A long body is cut. */
  @Rule(
      id = "DI-4",
      cites = "design s.4 (Ending)",
      intent =
          "A refusal's body over 64 KiB is cut there; the dial ends with its status all the same.",
      needs = Capability.REFUSAL_BODY)
  default void cutsALongBody() {
    RawServer server = bench().server();
    App app = bench().dial(server.uri("/"));
    RawPeer peer = bench().keep(server.accept());
    var unused = peer.readHead();
    peer.send(RawBytes.head("HTTP/1.1 403 No", "Content-Length: 100000"));
    peer.send("b".repeat(66_000));
    Ending.Refused refused = app.ending(Ending.Refused.class);
    assertEquals(403, refused.answer().status());
    assertEquals("b".repeat(65_536), refused.answer().bodyText());
  }

  /** A kept connection is not waited for. */
  @Rule(
      id = "DI-5",
      cites = "RFC 9112 s.6.3; design s.4",
      intent = "A refusal ends the dial when its body is complete, though the peer keeps TCP open.")
  default void doesNotWaitForARefusedConnectionToEnd() {
    RawServer server = bench().server();
    App app = bench().dial(server.uri("/"));
    String answer = RawBytes.head("HTTP/1.1 502 Bad Gateway", "Content-Length: 3") + "bad";
    RawPeer peer = bench().keep(server.acceptAnswering(answer));
    assertEquals("HTTP 502", app.ending().text());
    peer.readGone();
  }

  /** Nothing is retried or followed. */
  @Rule(
      id = "DI-6",
      cites = "design s.4; starter 6",
      intent = "Redirects, challenges and Retry-After are shown, never acted upon.")
  default void followsNothing() {
    RawServer server = bench().server();
    for (String[] refusal :
        new String[][] {
          {"HTTP/1.1 302 Found", "Location: " + server.uri("/next")},
          {"HTTP/1.1 401 Unauthorized", "WWW-Authenticate: Basic realm=\"a\""},
          {"HTTP/1.1 503 Service Unavailable", "Retry-After: 0"}
        }) {
      App app = bench().dial(server.uri("/first"));
      String head = RawBytes.head(refusal[0], refusal[1], "Content-Length: 0");
      try (RawPeer peer = server.acceptAnswering(head)) {
        assertEquals("HTTP " + refusal[0].substring(9, 12), app.ending().text());
        peer.readGone();
      }
    }
    bench().advance(Duration.ofSeconds(30));
    // Whatever was begun before the first of them is there before the last.
    for (int i = 0; i < 3; i++) {
      App marker = bench().dial(server.uri("/marker"));
      RawPeer peer = bench().keep(server.accept());
      String next = peer.readHead();
      assertTrue(next.startsWith("GET /marker "), "asked for more: " + next);
      peer.send(RawBytes.switching(next));
      peer.sendText("marker");
      assertEquals("marker", marker.text());
    }
  }
}
