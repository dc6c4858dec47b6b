package dev.hawser.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.http.Headers;
import dev.hawser.transport.Admission;
import dev.hawser.transport.Capability;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.UpgradeRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How a server takes requests, and which of them may become links. */
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
