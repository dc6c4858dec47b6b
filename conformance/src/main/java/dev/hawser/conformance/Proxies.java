package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.Ending;
import dev.hawser.close.Unreachability;
import dev.hawser.proxy.Proxy;
import dev.hawser.transport.DialRequest;
import java.net.URI;

/** What the rules on proxies share. */
final class Proxies {
  /** The answer that opens a tunnel. */
  static final String OPEN = RawBytes.head("HTTP/1.1 200 Connection established");

  /** The reply of SOCKS5 that opens a tunnel, bound to no address. */
  static final byte[] SUCCEEDED = {5, 0, 0, 1, 0, 0, 0, 0, 0, 0};

  private Proxies() {}

  /** Returns the proxy that server plays. */
  static Proxy of(String scheme, RawServer server) {
    return Proxy.of(scheme + "://127.0.0.1:" + server.port());
  }

  /** Returns a request for that URL through the proxy that server plays. */
  static DialRequest through(String scheme, RawServer server, String url) {
    return DialRequest.of(URI.create(url)).with(Bench.QUIET).through(of(scheme, server));
  }

  /** Accepts, reads a CONNECT that begins so, and opens the tunnel. */
  static RawPeer tunnel(RawServer server, String beginning) {
    RawPeer peer = server.accept();
    String head = peer.readHead();
    assertTrue(head.startsWith(beginning), head);
    peer.send(OPEN);
    return peer;
  }

  /** Upgrades, and passes a message each way. */
  static void exchange(App app, RawPeer peer, String beginning) {
    String head = peer.readHead();
    assertTrue(head.startsWith(beginning), head);
    assertTrue(RawBytes.header(head, "Proxy-Authorization") == null, head);
    peer.send(RawBytes.switching(head));
    peer.sendText("in");
    assertEquals("in", app.text());
    app.link().sendText("out", result -> {});
    assertEquals("out", peer.readText());
  }

  /** Wants the proxy at that port to be named as the one that failed. */
  static void failed(App app, int port) {
    Ending.Unreachable ending = app.ending(Ending.Unreachable.class);
    assertEquals(Unreachability.PROXY_FAILED, ending.kind(), ending.text());
    assertTrue(ending.text().contains("http://127.0.0.1:" + port), ending.text());
    assertEquals("http://127.0.0.1:" + port, ending.facts().peer().proxy());
  }
}
