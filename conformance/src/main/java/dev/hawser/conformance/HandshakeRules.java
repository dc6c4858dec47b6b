package dev.hawser.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hawser.close.Ending;
import dev.hawser.close.Unreachability;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import java.util.Arrays;
import java.util.List;

/** Which answers open a link. */
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
              pair.marker();
              assertEquals(List.of("open", "text"), pair.app().history());
            });
  }

  /** A wrong accept key is no acceptance. */
  @Rule(
      id = "HS-2",
      cites = "RFC 6455 s.4.1 item 4",
      intent = "A 101 with a wrong Sec-WebSocket-Accept is no valid answer.")
  default void refusesAWrongAcceptKey() {
    Answers.bad(
        bench(), key -> Answers.switching("Sec-WebSocket-Accept: " + RawBytes.accept(key + "x")));
  }

  /** A missing accept key is no acceptance. */
  @Rule(
      id = "HS-3",
      cites = "RFC 6455 s.4.1 item 4",
      intent = "A 101 without Sec-WebSocket-Accept is no valid answer, and that is said at once.")
  default void refusesAMissingAcceptKey() {
    Answers.bad(bench(), key -> Answers.switching());
  }

  /** A 101 that switches to nothing is no acceptance. */
  @Rule(
      id = "HS-4",
      cites = "RFC 6455 s.4.1 items 2, 3",
      intent =
          "A 101 without Upgrade: websocket or without Connection: Upgrade is no valid answer.")
  default void refusesASwitchToSomethingElse() {
    for (String wrong :
        List.of(
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Upgrade: h2c\r\nConnection: Upgrade",
            "Upgrade: websocket\r\nConnection: keep-alive")) {
      Answers.bad(
          bench(),
          key ->
              RawBytes.head(
                  "HTTP/1.1 101 Switching Protocols",
                  wrong,
                  "Sec-WebSocket-Accept: " + RawBytes.accept(key)));
    }
  }

  /** What is no HTTP is no answer. */
  @Rule(
      id = "HS-5",
      cites = "RFC 6455 s.4.1; RFC 9112 s.4",
      intent = "An answer that is no HTTP/1.1 is a bad answer at once, without an invented status.")
  default void refusesWhatIsNoHttp() {
    for (String banner :
        List.of("SSH-2.0-OpenSSH_9.2p1 Debian\r\n", "220 mail.example ESMTP\r\n", "\0\0\4\5junk")) {
      Ending.Unreachable ending = Answers.bad(bench(), key -> banner);
      assertNull(ending.facts().peer().answer(), "an answer nobody gave");
    }
  }

  /** The peer's choice of a subprotocol is told. */
  @Rule(
      id = "HS-10",
      cites = "RFC 6455 s.4.1 item 10, s.1.9",
      intent = "Subprotocols are offered in the order given, and the one chosen is reported.")
  default void reportsTheChosenSubprotocol() {
    RawServer server = bench().server();
    App app = bench().dial(Answers.offering(server, "v2.chat", "v1.chat"));
    RawPeer peer = bench().keep(server.accept());
    String head = peer.readHead();
    assertEquals(
        "v2.chat,v1.chat",
        String.valueOf(RawBytes.header(head, "Sec-WebSocket-Protocol")).replace(" ", ""));
    peer.send(RawBytes.switching(head, "Sec-WebSocket-Protocol: v1.chat"));
    assertEquals("v1.chat", app.info().subprotocol());
  }

  /** A peer that chooses none has not understood. */
  @Rule(
      id = "HS-11",
      cites = "RFC 6455 s.4.1; design s.4",
      intent = "An answer that chooses none of the offered subprotocols opens no link.")
  default void refusesAnAnswerWithoutASubprotocol() {
    RawServer server = bench().server();
    App app = bench().dial(Answers.offering(server, "v2.chat", "v1.chat"));
    RawPeer peer = bench().keep(server.acceptUpgraded());
    Answers.unreachable(app, peer, Unreachability.SUBPROTOCOL_MISMATCH);
  }

  /** A peer that chooses another is not spoken to. */
  @Rule(
      id = "HS-12",
      cites = "RFC 6455 s.4.1 item 6",
      intent = "An answer that chooses a subprotocol nobody offered opens no link.")
  default void refusesAnUnofferedSubprotocol() {
    RawServer server = bench().server();
    for (DialRequest request :
        List.of(Answers.offering(server, "v1.chat"), Answers.offering(server))) {
      App app = bench().dial(request);
      RawPeer peer = bench().keep(server.acceptUpgraded("Sec-WebSocket-Protocol: v9.chat"));
      Answers.unreachable(app, peer, Unreachability.SUBPROTOCOL_MISMATCH);
    }
  }

  /** An extension nobody asked for would change the frames. */
  @Rule(
      id = "HS-13",
      cites = "RFC 6455 s.4.1 item 5",
      intent = "An answer with an extension nobody offered is no valid answer.")
  default void refusesAnUnofferedExtension() {
    Answers.bad(
        bench(),
        key ->
            Answers.switching(
                "Sec-WebSocket-Accept: " + RawBytes.accept(key),
                "Sec-WebSocket-Extensions: permessage-deflate"));
  }

  /** Frames may come in the same packet as the answer. */
  @Rule(
      id = "HS-14",
      cites = "RFC 6455 s.4.1; starter 8",
      intent = "Frames that come in one piece with the 101 are delivered, behind onOpen.")
  default void deliversWhatComesWithTheAnswer() {
    RawServer server = bench().server();
    App app = bench().dial(server.uri("/"));
    RawPeer peer = bench().keep(server.accept());
    byte[] answer = RawBytes.switching(peer.readHead()).getBytes(US_ASCII);
    byte[] frames =
        RawBytes.join(
            peer.frame(1, true, "a".getBytes(US_ASCII)), peer.frame(2, true, new byte[] {1}));
    peer.send(RawBytes.join(answer, frames));
    assertEquals("a", app.text());
    assertEquals(1, app.binary().length);
    assertEquals(List.of("open", "text", "binary"), app.history());
  }

  /** An answer may come in pieces. */
  @Rule(
      id = "HS-15",
      cites = "RFC 9112 s.2.2",
      intent = "An answer that arrives byte by byte opens the link like any other.")
  default void putsAnAnswerTogether() {
    RawServer server = bench().server();
    App app = bench().dial(server.uri("/"));
    RawPeer peer = bench().keep(server.accept());
    byte[] answer = RawBytes.switching(peer.readHead()).getBytes(US_ASCII);
    peer.dribble(Arrays.copyOf(answer, 60));
    // Another link's whole opening gives the first part time to be taken in.
    bench().client(Bench.QUIET, bench().app()).marker();
    peer.dribble(Arrays.copyOfRange(answer, 60, answer.length));
    peer.sendText("whole");
    assertEquals("whole", app.text());
  }

  /** An interim answer is none yet. */
  @Rule(
      id = "HS-16",
      cites = "RFC 9110 s.15.2",
      level = Level.SHOULD,
      intent = "An interim 1xx answer is passed over; the one behind it counts.")
  default void passesOverAnInterimAnswer() {
    RawServer server = bench().server();
    App app = bench().dial(server.uri("/"));
    RawPeer peer = bench().keep(server.accept());
    String head = peer.readHead();
    peer.send(RawBytes.head("HTTP/1.1 103 Early Hints", "Link: </a>; rel=preload"));
    peer.send(RawBytes.switching(head));
    peer.sendText("through");
    assertEquals("through", app.text());
  }

  /** A header section has a limit. */
  @Rule(
      id = "HS-17",
      cites = "design s.4 (Limits)",
      intent = "An answer whose header section is over the limit is a bad answer, at once.")
  default void refusesAnEndlessHeader() {
    Answers.bad(
        bench(),
        key ->
            Answers.switching(
                "Sec-WebSocket-Accept: " + RawBytes.accept(key), "X-Long: " + "x".repeat(20_000)));
  }

  /** The answer's fields are shown. */
  @Rule(
      id = "HS-18",
      cites = "design s.4 (HandshakeInfo)",
      intent = "The header fields of the 101 are shown with onOpen, names without regard to case.",
      needs = Capability.ANSWER_HEADERS)
  default void showsTheAnswersHeaders() {
    RawServer server = bench().server();
    App app = bench().dial(server.uri("/"));
    bench().keep(server.acceptUpgraded("X-Served-By: node-7"));
    assertEquals("node-7", app.info().headers().first("x-served-by"));
  }
}
