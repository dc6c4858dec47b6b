package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** How a dial that gets no answer is told. */
public interface UnreachableRules extends Family {
  /** A closed port is named. */
  @Rule(
      id = "DI-7",
      cites = "design s.4 (Ending)",
      intent = "A refused connection is CONNECTION_REFUSED, with the address that was tried.")
  default void namesARefusedConnection() {
    int port = Answers.closedPort();
    App app = bench().dial(URI.create("ws://127.0.0.1:" + port + "/"));
    Ending.Unreachable ending = app.ending(Ending.Unreachable.class);
    assertEquals(Unreachability.CONNECTION_REFUSED, ending.kind());
    if (bench().can(Capability.DIAL_PHASES)) {
      assertEquals(List.of("127.0.0.1:" + port), ending.facts().peer().addressesTried());
      assertEquals(Phase.CONNECTING, ending.facts().phase());
    }
  }

  /** An unknown name is named. */
  @Rule(
      id = "DI-8",
      cites = "RFC 2606 s.2; design s.4 (Ending)",
      intent = "A host name without an address is NAME_NOT_RESOLVED.")
  default void namesAnUnknownHost() {
    App app = bench().dial(URI.create("ws://no-such-host.invalid/"));
    Ending.Unreachable ending = app.ending(Ending.Unreachable.class);
    assertEquals(Unreachability.NAME_NOT_RESOLVED, ending.kind());
  }

  /** A connection that does not come about has a deadline. */
  @Rule(
      id = "DI-9",
      cites = "design s.6 (connect timeout)",
      intent = "A connection that nobody answers ends at the connect timeout, not before.")
  default void boundsConnecting() {
    try (BlackHole hole = new BlackHole()) {
      App app = bench().dial(hole.uri());
      bench().advance(Duration.ofMillis(9_999));
      assertFalse(app.ended(), "ended before the connect timeout");
      bench().advance(Duration.ofMillis(1));
      if (bench().can(Capability.DIAL_PHASES)) {
        Ending.Unreachable ending = app.ending(Ending.Unreachable.class);
        assertEquals(Unreachability.CONNECT_TIMEOUT, ending.kind());
      } else { // to that transport it is all one wait, and begins when the runtime is asked
        bench().advanceUntil("the dial ends", app::ended);
        var unused = app.ending(Ending.Unreachable.class);
      }
    }
  }

  /** An answer that does not come has a deadline. */
  @Rule(
      id = "DI-10",
      cites = "design s.6 (handshake timeout)",
      intent = "A request that is not answered ends at the handshake timeout, and TCP with it.")
  default void boundsTheHandshake() {
    RawServer server = bench().server();
    App app = bench().dial(server.uri("/"));
    RawPeer peer = bench().keep(server.accept());
    var unused = peer.readHead();
    bench().advance(Duration.ofMillis(9_999));
    assertFalse(app.ended(), "ended before the handshake timeout");
    bench().advance(Duration.ofMillis(1));
    Ending.Unreachable ending = Answers.unreachable(app, peer, Unreachability.HANDSHAKE_TIMEOUT);
    if (bench().can(Capability.DIAL_PHASES)) {
      assertEquals(Phase.HANDSHAKING, ending.facts().phase());
      assertEquals(Duration.ofSeconds(10), ending.facts().timeline().handshaking());
    }
  }

  /** A peer that hangs up is noticed. */
  @Rule(
      id = "DI-11",
      cites = "starter 5",
      intent = "A FIN or RST before the answer, or within it, is LOST at once.",
      needs = Capability.PROMPT_HANDSHAKE_END)
  default void noticesAPeerThatHangsUp() {
    RawServer server = bench().server();
    for (boolean reset : new boolean[] {false, true}) {
      for (String half : List.of("", "HTTP/1.1 101 Switching Protocols\r\nUpgr")) {
        App app = bench().dial(server.uri("/"));
        RawPeer peer = bench().keep(server.acceptAnswering(half));
        if (reset) {
          peer.reset();
        } else {
          peer.fin();
        }
        Ending.Unreachable ending = app.ending(Ending.Unreachable.class);
        assertEquals(Unreachability.LOST, ending.kind(), reset ? "after a RST" : "after a FIN");
        if (bench().can(Capability.TRANSPORT_END)) {
          TransportEnd end = ending.facts().frames().transportEnd();
          assertEquals(reset ? TransportEnd.RST : TransportEnd.FIN, end);
        }
      }
    }
  }

  /** TLS is spoken. */
  @Rule(
      id = "DI-12",
      cites = "RFC 6455 s.4.1 item 5 (secure connections)",
      intent =
          "A wss URL is dialled over TLS, messages pass, and the certificate stands in the facts.")
  default void speaksTls() {
    RawServer server = bench().server(Identity.loopback());
    App app = bench().dial(request(server).with(Identity.loopback().client()));
    RawPeer peer = bench().keep(server.acceptUpgraded());
    peer.sendText("secret");
    assertEquals("secret", app.text());
    app.link().sendText("answer", result -> {});
    assertEquals("answer", peer.readText());
    peer.sendClose(1000, "");
    peer.readClose(1000);
    peer.fin();
    LinkFacts facts = app.ending(Ending.Closed.class).facts();
    if (bench().can(Capability.DIAL_PHASES)) {
      assertNotNull(facts.peer().certificate(), "certificate");
    }
    if (bench().can(Capability.TRANSPORT_END)) {
      assertEquals(TransportEnd.TLS_CLOSE_NOTIFY, facts.frames().transportEnd());
    }
  }

  /** A stranger's certificate is not trusted. */
  @Rule(
      id = "DI-13",
      cites = "RFC 6455 s.7.4.1 (1015), s.10.4",
      intent = "A certificate nobody vouches for is TLS_FAILED, 1015, and no request goes out.")
  default void refusesAnUntrustedCertificate() {
    RawServer server = bench().server(Identity.stranger());
    Untrusted.dial(bench(), request(server).with(Identity.loopback().client()), server);
  }

  /** A certificate for another host proves nothing. */
  @Rule(
      id = "DI-14",
      cites = "RFC 9110 s.4.3.4",
      intent =
          "A trusted certificate for another host name is TLS_FAILED; without the check it opens.")
  default void comparesTheHostName() {
    RawServer server = bench().server(Identity.elsewhere());
    Untrusted.dial(bench(), request(server).with(Identity.elsewhere().client()), server);
    App app = bench().dial(request(server).with(Identity.elsewhere().client().verifyHost(false)));
    bench().keep(server.acceptUpgraded());
    assertNotNull(app.link());
  }

  /** A peer without TLS is found out. */
  @Rule(
      id = "DI-15",
      cites = "RFC 6455 s.7.4.1 (1015)",
      intent = "A wss URL whose peer speaks no TLS is TLS_FAILED at once.")
  default void noticesAPeerWithoutTls() {
    RawServer server = bench().server();
    URI secure = URI.create("wss://127.0.0.1:" + server.port() + "/");
    App app = bench().dial(DialRequest.of(secure).with(Bench.QUIET));
    RawPeer peer = bench().keep(server.accept());
    peer.send(RawBytes.head("HTTP/1.1 400 Bad Request", "Content-Length: 0"));
    Ending.Unreachable ending = app.ending(Ending.Unreachable.class);
    assertEquals(Unreachability.TLS_FAILED, ending.kind());
    assertEquals(CloseCode.TLS_HANDSHAKE, ending.code());
  }

  private static DialRequest request(RawServer server) {
    return DialRequest.of(server.uri("/")).with(Bench.QUIET);
  }
}
