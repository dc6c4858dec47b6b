package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.Ending;
import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.transport.DialRequest;
import java.net.URI;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a client asks for, and how. */
public interface OfferRules extends Family {
  /** The request is what the RFC asks for. */
  @Rule(
      id = "HS-6",
      cites = "RFC 6455 s.4.1",
      intent =
          "The request is a GET over HTTP/1.1 with Host, Upgrade, Connection, a 16-byte key, 13.")
  default void asksAsTheRfcSays() {
    RawServer server = bench().server();
    var unused = bench().dial(server.uri("/chat?room=%C3%A9"));
    String head = bench().keep(server.accept()).readHead();
    assertTrue(head.startsWith("GET /chat?room=%C3%A9 HTTP/1.1\r\n"), head);
    assertEquals("127.0.0.1:" + server.port(), RawBytes.header(head, "Host"));
    assertTrue("websocket".equalsIgnoreCase(RawBytes.header(head, "Upgrade")), head);
    assertTrue("upgrade".equalsIgnoreCase(RawBytes.header(head, "Connection")), head);
    assertEquals("13", RawBytes.header(head, "Sec-WebSocket-Version"));
    String key = String.valueOf(RawBytes.header(head, "Sec-WebSocket-Key"));
    assertEquals(16, Base64.getDecoder().decode(key).length, "bytes of the key " + key);
  }

  /** Nothing is asked for that nobody wanted. */
  @Rule(
      id = "HS-7",
      cites = "RFC 6455 s.4.1, s.9.1",
      intent = "No extension and no subprotocol is offered unless the application asked for it.")
  default void offersNothingUnasked() {
    RawServer server = bench().server();
    var unused = bench().dial(server.uri("/"));
    String head = bench().keep(server.accept()).readHead();
    assertNull(RawBytes.header(head, "Sec-WebSocket-Extensions"), "offered extensions");
    assertNull(RawBytes.header(head, "Sec-WebSocket-Protocol"), "offered subprotocols");
  }

  /** A key is used once. */
  @Rule(
      id = "HS-8",
      cites = "RFC 6455 s.4.1 item 7",
      intent = "Every attempt has a key of its own.")
  default void drawsAKeyForEachAttempt() {
    RawServer server = bench().server();
    var unusedA = bench().dial(server.uri("/"));
    String first = bench().keep(server.accept()).readHead();
    var unusedB = bench().dial(server.uri("/"));
    String second = bench().keep(server.accept()).readHead();
    assertNotEquals(
        RawBytes.header(first, "Sec-WebSocket-Key"), RawBytes.header(second, "Sec-WebSocket-Key"));
  }

  /** The application's header fields go out. */
  @Rule(
      id = "HS-9",
      cites = "RFC 6455 s.4.1 item 12",
      intent = "Header fields of the application go out with the request, as given.")
  default void sendsTheApplicationsHeaders() {
    RawServer server = bench().server();
    Headers mine = Headers.of("Authorization", "Bearer t0ken", "X-Trace", "7f");
    var unused = bench().dial(DialRequest.of(server.uri("/")).with(Bench.QUIET).with(mine));
    String head = bench().keep(server.accept()).readHead();
    assertEquals("Bearer t0ken", RawBytes.header(head, "Authorization"));
    assertEquals("7f", RawBytes.header(head, "X-Trace"));
  }

  /** A dial returns at once. */
  @Rule(
      id = "HS-19",
      cites = "design s.4 (Transport)",
      intent = "dial returns without throwing for the network, and calls nobody before it returns.")
  default void dialsWithoutWaiting() {
    App app = bench().app();
    AtomicBoolean returned = new AtomicBoolean();
    Thread caller = Thread.currentThread();
    AtomicBoolean inside = new AtomicBoolean();
    app.doing(
        event -> inside.compareAndSet(false, Thread.currentThread() == caller && !returned.get()));
    var unused =
        bench()
            .transport()
            .dial(DialRequest.of(URI.create("ws://127.0.0.1:" + Answers.closedPort() + "/")), app);
    returned.set(true);
    assertEquals(Unreachability.CONNECTION_REFUSED, app.ending(Ending.Unreachable.class).kind());
    assertFalse(inside.get(), "called back inside dial");
  }
}
