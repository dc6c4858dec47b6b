package dev.hawser.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.Ending;
import dev.hawser.close.Role;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.Admission;
import dev.hawser.transport.Capability;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How a server decides on requests, in its own time, and whom it turns away. */
public interface AdmissionRules extends Family {
  /** A refusal is what the application said. */
  @Rule(
      id = "SV-5",
      cites = "RFC 6455 s.4.2.2 item 4; starter 40",
      intent =
          "A refusal goes out with exactly its status, fields and body, then TCP ends; no link.",
      needs = Capability.SERVER)
  default void refusesAsTheApplicationSays() {
    for (int status : new int[] {301, 401, 403, 429, 503}) {
      HttpAnswer answer =
          new HttpAnswer(
              status,
              Headers.of("Retry-After", "7", "X-Why", "full"),
              ByteBuffer.wrap("come later".getBytes(UTF_8)));
      Listening listening =
          bench()
              .listen(request -> CompletableFuture.completedFuture(new Admission.Refuse(answer)));
      RawPeer peer = bench().connect(listening);
      peer.send(RawBytes.upgradeRequest("/"));
      String head = peer.readHead();
      assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
      assertEquals("7", RawBytes.header(head, "Retry-After"));
      assertEquals("full", RawBytes.header(head, "X-Why"));
      assertEquals("10", RawBytes.header(head, "Content-Length"));
      assertNull(RawBytes.header(head, "Upgrade"), head);
      assertNull(RawBytes.header(head, "Sec-WebSocket-Accept"), head);
      assertEquals("come later", new String(peer.readRest(), ISO_8859_1));
    }
  }

  /** A request has a deadline. */
  @Rule(
      id = "SV-9",
      cites = "design s.6 (handshake timeout); starter 41",
      intent = "A socket whose request is not complete in time is dropped, not before.",
      needs = Capability.SERVER)
  default void dropsASlowRequest() {
    Listening listening = bench().listen(Bench.accepting(bench().app(), Bench.QUIET));
    for (String begun : List.of("", "GET / HTTP/1.1\r\nHost: lo")) {
      RawPeer peer = bench().connect(listening);
      peer.send(begun);
      // A later socket that is served shows that the earlier one was accepted, or is about to be.
      var unused = bench().upgraded(listening);
      bench().advance(Duration.ofMillis(9_999));
      assertFalse(peer.endsNow(), "dropped before the deadline");
      bench().advanceUntil("the slow request is dropped", peer::endsNow);
    }
  }

  /** A decision has a deadline. */
  @Rule(
      id = "SV-10",
      cites = "design s.4 (Acceptor)",
      intent = "A decision that is not taken in time is a 503; one taken later opens nothing.",
      needs = Capability.SERVER)
  default void answersALateDecision() {
    CompletableFuture<Admission> decision = new CompletableFuture<>();
    App app = bench().app();
    RawPeer peer = Servers.undecided(bench(), decision);
    bench().advance(Duration.ofSeconds(10));
    assertTrue(peer.readHead().startsWith("HTTP/1.1 503 "));
    decision.complete(new Admission.Accept("", Headers.empty(), app, Bench.QUIET));
    var unusedRest = peer.readRest();
    assertFalse(app.opened(), "opened by a late decision");
  }

  /** A decision may be taken elsewhere. */
  @Rule(
      id = "SV-11",
      cites = "design s.4 (Acceptor)",
      intent = "A decision taken later, on another thread, opens the link all the same.",
      needs = Capability.SERVER)
  default void waitsForADecision() {
    CompletableFuture<Admission> decision = new CompletableFuture<>();
    App app = bench().app();
    RawPeer peer = Servers.undecided(bench(), decision);
    new Thread(() -> decision.complete(new Admission.Accept("", Headers.empty(), app, Bench.QUIET)))
        .start();
    assertTrue(peer.readHead().startsWith("HTTP/1.1 101 "));
    peer.sendText("in");
    assertEquals("in", app.text());
  }

  /** An application that fails is a 500. */
  @Rule(
      id = "SV-12",
      cites = "RFC 9110 s.15.6.1; design s.4 (Acceptor)",
      intent = "An acceptor that throws, or whose stage fails, is answered with 500.",
      needs = Capability.SERVER)
  default void answers500() {
    for (boolean thrown : new boolean[] {true, false}) {
      Listening listening =
          bench()
              .listen(
                  request -> {
                    if (thrown) {
                      throw new IllegalStateException("app");
                    }
                    return CompletableFuture.failedFuture(new IllegalStateException("app"));
                  });
      RawPeer peer = bench().connect(listening);
      peer.send(RawBytes.upgradeRequest("/"));
      assertTrue(peer.readHead().startsWith("HTTP/1.1 500 "), "thrown: " + thrown);
    }
  }

  /** Links outlive the socket that accepted them. */
  @Rule(
      id = "SV-15",
      cites = "design s.4 (Listening)",
      intent = "Closing a Listening stops accepting; accepted links live on.",
      needs = Capability.SERVER)
  default void keepsLinksWhenItStopsAccepting() {
    App app = bench().app();
    Listening listening = bench().listen(Bench.accepting(app, Bench.QUIET));
    Pair pair = new Pair(Role.SERVER, app, bench().upgraded(listening));
    pair.marker();
    listening.close();
    listening.close();
    Servers.refusedAtLast(bench(), listening.address());
    pair.marker();
  }

  /** Sockets are bounded. */
  @Rule(
      id = "SV-16",
      cites = "design s.4 (ListenRequest)",
      intent =
          "A socket beyond maxConnections is closed at once; a place that is freed can be taken.",
      needs = Capability.SERVER)
  default void boundsItsSockets() {
    ListenRequest one = ListenRequest.of("127.0.0.1", 0).with(Bench.QUIET).maxConnections(1);
    App app = bench().app();
    Listening listening = bench().listen(one, Bench.accepting(app, Bench.QUIET));
    RawPeer first = bench().upgraded(listening);
    bench().connect(listening).readGone();
    first.reset();
    var unused = app.ending(Ending.Dropped.class);
    bench().await("a freed place", () -> Servers.upgrades(bench(), listening));
  }
}
