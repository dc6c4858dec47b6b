package dev.hawser.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import dev.hawser.transport.UpgradeRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How a server takes requests, and which of them become links. */
public interface ServerRules extends Family {
  /** Host and port are honoured. */
  @Rule(
      id = "SV-1",
      cites = "design s.4 (Listening); starter 39",
      intent = "A server binds the host asked for, reports the real port for 0, and frees it.",
      needs = Capability.SERVER)
  default void bindsWhereItIsAsked() throws IOException {
    Listening listening = bench().listen(Bench.accepting(bench().app(), Bench.QUIET));
    InetSocketAddress address = listening.address();
    assertNotEquals(0, address.getPort());
    assertEquals("127.0.0.1", address.getAddress().getHostAddress());
    InetSocketAddress other = new InetSocketAddress("127.0.0.2", address.getPort());
    Servers.refused(other);
    listening.close();
    Servers.refusedAtLast(bench(), address);
    ListenRequest same = ListenRequest.of("127.0.0.1", address.getPort()).with(Bench.QUIET);
    App app = bench().app();
    var unused = bench().upgraded(bench().listen(same, Bench.accepting(app, Bench.QUIET)));
    var unusedLink = app.link();
  }

  /** A port in use is said to be. */
  @Rule(
      id = "SV-2",
      cites = "design s.4 (Transport)",
      intent = "A port that is taken fails the stage with an IOException.",
      needs = Capability.SERVER)
  default void saysThatAPortIsTaken() {
    RawServer taken = bench().server();
    ListenRequest request = ListenRequest.of("127.0.0.1", taken.port());
    var stage = bench().transport().listen(request, Bench.accepting(bench().app(), Bench.QUIET));
    Throwable failure =
        bench().await("a failed stage", stage.handle((listening, thrown) -> Servers.cause(thrown)));
    assertInstanceOf(IOException.class, failure);
  }

  /** The answer is what the RFC asks for. */
  @Rule(
      id = "SV-3",
      cites = "RFC 6455 s.4.2.2",
      intent =
          "The 101 carries Upgrade, Connection and the right accept key, the chosen subprotocol and the application's fields.",
      needs = Capability.SERVER)
  default void answersAsTheRfcSays() {
    App app = bench().app();
    Headers mine = Headers.of("Set-Cookie", "a=1", "X-Served-By", "node-7");
    Listening listening =
        bench()
            .listen(
                request ->
                    CompletableFuture.completedFuture(
                        new Admission.Accept("v1.chat", mine, app, Bench.QUIET)));
    RawPeer peer = bench().connect(listening);
    peer.send(RawBytes.upgradeRequest("/", "Sec-WebSocket-Protocol: v2.chat, v1.chat"));
    String head = peer.readHead();
    assertTrue(head.startsWith("HTTP/1.1 101 "), head);
    assertTrue("websocket".equalsIgnoreCase(RawBytes.header(head, "Upgrade")), head);
    assertTrue("upgrade".equalsIgnoreCase(RawBytes.header(head, "Connection")), head);
    assertEquals(RawBytes.accept(RawBytes.KEY), RawBytes.header(head, "Sec-WebSocket-Accept"));
    assertEquals("v1.chat", RawBytes.header(head, "Sec-WebSocket-Protocol"));
    assertEquals("a=1", RawBytes.header(head, "Set-Cookie"));
    assertEquals("node-7", RawBytes.header(head, "X-Served-By"));
    assertNull(RawBytes.header(head, "Sec-WebSocket-Extensions"), "extensions");
    assertEquals("v1.chat", app.info().subprotocol());
  }

  /** The request is shown. */
  @Rule(
      id = "SV-4",
      cites = "design s.4 (UpgradeRequest)",
      intent =
          "The application sees target, fields, offered subprotocols and address of a request.",
      needs = Capability.SERVER)
  default void showsTheRequest() {
    CompletableFuture<UpgradeRequest> seen = new CompletableFuture<>();
    App app = bench().app();
    Listening listening =
        bench()
            .listen(
                request -> {
                  seen.complete(request);
                  return Bench.accepting(app, Bench.QUIET).decide(request);
                });
    RawPeer peer = bench().connect(listening);
    peer.send(
        RawBytes.upgradeRequest(
            "/chat?room=%C3%A9&x", "Sec-WebSocket-Protocol: a, b", "Origin: https://example.org"));
    var unused = peer.readHead();
    UpgradeRequest request = bench().await("a request", seen);
    assertEquals("/chat?room=%C3%A9&x", request.target());
    assertEquals("/chat", request.path());
    assertEquals(List.of("a", "b"), request.subprotocols());
    assertEquals("https://example.org", request.headers().first("origin"));
    assertEquals("127.0.0.1:" + peer.localPort(), request.remoteAddress());
    assertFalse(request.secure(), "secure");
    assertEquals("https://example.org", app.info().headers().first("Origin"));
  }

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

  /** A plain request is told what is spoken here. */
  @Rule(
      id = "SV-6",
      cites = "RFC 9110 s.15.5.22; RFC 6455 s.4.2.1, s.4.4; starter 41",
      intent = "A request without Upgrade, or of another version, gets 426 and the version spoken.",
      needs = Capability.SERVER)
  default void answers426() {
    String other = RawBytes.upgradeRequest("/").replace("Version: 13", "Version: 8");
    for (String request : List.of("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", other)) {
      String head = Servers.answer(bench(), request);
      assertTrue(head.startsWith("HTTP/1.1 426 "), head);
      assertEquals("13", RawBytes.header(head, "Sec-WebSocket-Version"));
    }
  }

  /** A malformed request is refused. */
  @Rule(
      id = "SV-7",
      cites = "RFC 6455 s.4.2.1, s.4.2.2 item 1; starter 41",
      intent =
          "An upgrade request without a good key, Host, Connection or GET, or no HTTP, gets 400.",
      needs = Capability.SERVER)
  default void answers400() {
    String good = RawBytes.upgradeRequest("/");
    for (String request :
        List.of(
            good.replace("Sec-WebSocket-Key: " + RawBytes.KEY + "\r\n", ""),
            good.replace(RawBytes.KEY, "dG9vIHNob3J0"),
            good.replace("GET ", "POST "),
            good.replace("Host: localhost\r\n", ""),
            good.replace("Connection: Upgrade", "Connection: close"),
            good.replace("HTTP/1.1", "HTTP/1.0"))) {
      String head = Servers.answer(bench(), request);
      assertTrue(head.startsWith("HTTP/1.1 400 "), head + " to " + request);
    }
  }

  /** A header section has a limit. */
  @Rule(
      id = "SV-8",
      cites = "RFC 6585 s.5; design s.4 (Limits)",
      intent = "A request whose header section is over the limit gets 431 or 400, and no link.",
      needs = Capability.SERVER)
  default void refusesAnEndlessRequest() {
    String head =
        Servers.answer(bench(), RawBytes.upgradeRequest("/", "X-Long: " + "x".repeat(20_000)));
    assertTrue(head.startsWith("HTTP/1.1 431 ") || head.startsWith("HTTP/1.1 400 "), head);
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
    CompletableFuture<UpgradeRequest> asked = new CompletableFuture<>();
    App app = bench().app();
    Listening listening =
        bench()
            .listen(
                request -> {
                  asked.complete(request);
                  return decision;
                });
    RawPeer peer = bench().connect(listening);
    peer.send(RawBytes.upgradeRequest("/"));
    var unused = bench().await("a request", asked);
    Servers.settle(bench());
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
    CompletableFuture<UpgradeRequest> asked = new CompletableFuture<>();
    Listening listening =
        bench()
            .listen(
                request -> {
                  asked.complete(request);
                  return decision;
                });
    RawPeer peer = bench().connect(listening);
    peer.send(RawBytes.upgradeRequest("/"));
    var unused = bench().await("a request", asked);
    Servers.settle(bench());
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

  /** Frames may come with the request. */
  @Rule(
      id = "SV-13",
      cites = "RFC 6455 s.4.1; facts (j)",
      intent = "Frames in one piece with the request are delivered once the link is open.",
      needs = Capability.SERVER)
  default void deliversWhatComesWithTheRequest() {
    App app = bench().app();
    RawPeer peer = bench().connect(bench().listen(Bench.accepting(app, Bench.QUIET)));
    byte[] request = RawBytes.upgradeRequest("/").getBytes(ISO_8859_1);
    peer.send(RawBytes.join(request, peer.frame(1, true, "early".getBytes(UTF_8))));
    assertTrue(peer.readHead().startsWith("HTTP/1.1 101 "));
    assertEquals("early", app.text());
    assertEquals(List.of("open", "text"), app.history());
  }

  /** A request may come in pieces. */
  @Rule(
      id = "SV-14",
      cites = "RFC 9112 s.2.2",
      intent = "A request that arrives byte by byte is a request like any other.",
      needs = Capability.SERVER)
  default void putsARequestTogether() {
    App app = bench().app();
    RawPeer peer = bench().connect(bench().listen(Bench.accepting(app, Bench.QUIET)));
    String request = RawBytes.upgradeRequest("/");
    peer.dribble(request.substring(0, 60).getBytes(ISO_8859_1));
    Servers.settle(bench());
    peer.dribble(request.substring(60).getBytes(ISO_8859_1));
    assertTrue(peer.readHead().startsWith("HTTP/1.1 101 "));
    var unused = app.link();
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

  /** TLS is spoken. */
  @Rule(
      id = "SV-17",
      cites = "RFC 6455 s.11.1.2, s.10.6",
      intent = "A server with TLS speaks it, says so to the application, and ends by close_notify.",
      needs = Capability.SERVER)
  default void speaksTlsAsAServer() {
    App app = bench().app();
    CompletableFuture<UpgradeRequest> seen = new CompletableFuture<>();
    ListenRequest request =
        ListenRequest.of("127.0.0.1", 0).with(Bench.QUIET).with(Identity.loopback().server());
    Listening listening =
        bench()
            .listen(
                request,
                asked -> {
                  seen.complete(asked);
                  return Bench.accepting(app, Bench.QUIET).decide(asked);
                });
    RawPeer peer = bench().connect(listening, Identity.loopback());
    peer.send(RawBytes.upgradeRequest("/"));
    assertTrue(peer.readHead().startsWith("HTTP/1.1 101 "));
    peer.sendText("secret");
    assertEquals("secret", app.text());
    assertTrue(bench().await("a request", seen).secure(), "secure");
    peer.sendClose(1000, "");
    peer.readClose(1000);
    assertEquals(RawPeer.End.ORDERLY, peer.readEnd());
  }
}
