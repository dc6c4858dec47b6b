package dev.hawser.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.Ending;
import dev.hawser.close.Unreachability;
import dev.hawser.proxy.Proxy;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import java.net.URI;
import java.time.Duration;

/** How a client goes through a proxy. The kit's server is the proxy, then the host beyond it. */
public interface ProxyRules extends Family {
  /** CONNECT opens a tunnel. */
  @Rule(
      id = "PX-1",
      cites = "RFC 9110 s.9.3.6",
      intent =
          "An HTTP proxy is asked by CONNECT for host and port, looks the name up itself, and "
              + "messages pass through the tunnel; the facts name the proxy.",
      needs = Capability.PROXY)
  default void opensThroughConnect() {
    RawServer server = bench().server();
    App app = bench().dial(Proxies.through("http", server, "ws://there.invalid/feed"));
    RawPeer peer = bench().keep(server.accept());
    String head = peer.readHead();
    assertTrue(head.startsWith("CONNECT there.invalid:80 HTTP/1.1\r\n"), head);
    assertEquals("there.invalid:80", RawBytes.header(head, "Host"));
    assertNull(RawBytes.header(head, "Proxy-Authorization"), head);
    peer.send(Proxies.OPEN);
    Proxies.exchange(app, peer, "GET /feed HTTP/1.1\r\n");
    peer.fin();
    assertEquals(
        "http://127.0.0.1:" + server.port(),
        app.ending(Ending.class).facts().peer().proxy(),
        "the proxy in the facts");
  }

  /** TLS is spoken inside. */
  @Rule(
      id = "PX-2",
      cites = "RFC 9110 s.9.3.6, s.4.3.4",
      intent =
          "TLS to a wss URL runs inside the tunnel and the certificate has to be the URL's host's: "
              + "the proxy's own proves nothing.",
      needs = Capability.PROXY)
  default void comparesTheHostInsideTheTunnel() {
    RawServer server = bench().server();
    DialRequest request = Proxies.through("http", server, "wss://elsewhere.example/");
    App app = bench().dial(request.with(Identity.elsewhere().client()));
    RawPeer peer = bench().keep(Proxies.tunnel(server, "CONNECT elsewhere.example:443 "));
    Proxies.exchange(app, peer.secured(Identity.elsewhere()), "GET / HTTP/1.1\r\n");
    App misled = bench().dial(request.with(Identity.loopback().client()));
    RawPeer liar = bench().keep(Proxies.tunnel(server, "CONNECT elsewhere.example:443 "));
    liar.refusedBy(Identity.loopback());
    Ending.Unreachable ending = misled.ending(Ending.Unreachable.class);
    assertEquals(Unreachability.TLS_FAILED, ending.kind());
    assertFalse(misled.opened(), "the application saw onOpen");
  }

  /** A login is given once. */
  @Rule(
      id = "PX-3",
      cites = "RFC 9110 s.11.7; RFC 7617 s.2",
      intent =
          "A login goes to an HTTP proxy as Basic; a 407 is PROXY_AUTHENTICATION with the status "
              + "in words and without the password, and nobody asks again.",
      needs = Capability.PROXY)
  default void logsInOnce() {
    RawServer server = bench().server();
    DialRequest request = Proxies.through("http", server, "ws://there.invalid/");
    Proxy known = Proxies.of("http", server).login("jo", "secret");
    App app = bench().dial(request.through(known));
    RawPeer peer = bench().keep(server.accept());
    assertEquals(
        "Basic am86c2VjcmV0", RawBytes.header(peer.readHead(), "Proxy-Authorization"), "login");
    peer.send(
        RawBytes.head(
            "HTTP/1.1 407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=\"a\"",
            "Content-Length: 0"));
    Ending.Unreachable ending = Answers.unreachable(app, peer, Unreachability.PROXY_AUTHENTICATION);
    assertTrue(ending.text().contains("HTTP 407"), ending.text());
    assertFalse(ending.toString().contains("secret"), "the password is told");
    // Whoever comes next is the next one that was sent.
    var unused = bench().dial(Proxies.through("http", server, "ws://later.invalid/"));
    String next = bench().keep(server.accept()).readHead();
    assertTrue(next.startsWith("CONNECT later.invalid:80 "), "asked again: " + next);
  }

  /** SOCKS5 opens a tunnel. */
  @Rule(
      id = "PX-4",
      cites = "RFC 1928 s.3, s.4, s.6",
      intent = "A SOCKS5 proxy is given the host's name to look up, and messages pass.",
      needs = Capability.PROXY)
  default void opensThroughSocks() {
    RawServer server = bench().server();
    App app = bench().dial(Proxies.through("socks5", server, "ws://there.invalid/feed"));
    RawPeer peer = bench().keep(server.accept());
    assertArrayEquals(new byte[] {5, 1, 0}, peer.readBytes(3), "greeting");
    peer.send(new byte[] {5, 0});
    byte[] asked = "\5\1\0\3\15there.invalid\0\120".getBytes(ISO_8859_1);
    assertArrayEquals(asked, peer.readBytes(asked.length), "request");
    peer.send(Proxies.SUCCEEDED);
    Proxies.exchange(app, peer, "GET /feed HTTP/1.1\r\n");
  }

  /** SOCKS5 has a login and refusals. */
  @Rule(
      id = "PX-5",
      cites = "RFC 1928 s.6; RFC 1929 s.2",
      intent =
          "A login goes to a SOCKS5 proxy that wants it; its refusals are told by their reply.",
      needs = Capability.PROXY)
  default void namesTheRefusalsOfSocks() {
    RawServer server = bench().server();
    Proxy known = Proxies.of("socks5", server).login("jo", "secret");
    DialRequest request = Proxies.through("socks5", server, "ws://there.invalid/");
    for (int reply : new int[] {-1, 2, 5}) {
      App app = bench().dial(request.through(known));
      RawPeer peer = bench().keep(server.accept());
      assertArrayEquals(new byte[] {5, 2, 0, 2}, peer.readBytes(4), "greeting");
      peer.send(new byte[] {5, 2});
      assertArrayEquals("\1\2jo\6secret".getBytes(ISO_8859_1), peer.readBytes(11), "login");
      peer.send(new byte[] {1, (byte) (reply < 0 ? 1 : 0)});
      if (reply > 0) {
        var unused = peer.readBytes(20);
        peer.send(new byte[] {5, (byte) reply, 0, 1, 0, 0, 0, 0, 0, 0});
      }
      Ending.Unreachable ending = app.ending(Ending.Unreachable.class);
      Unreachability wanted =
          reply < 0
              ? Unreachability.PROXY_AUTHENTICATION
              : reply == 2 ? Unreachability.PROXY_REFUSED : Unreachability.PROXY_FAILED;
      assertEquals(wanted, ending.kind(), ending.text());
      assertTrue(reply < 0 || ending.text().contains("SOCKS5 reply " + reply), ending.text());
      peer.readGone();
    }
  }

  /** A tunnel has a deadline. */
  @Rule(
      id = "PX-6",
      cites = "design s.6 (connect timeout)",
      intent = "A proxy that does not answer ends the dial at the connect timeout, not before.",
      needs = Capability.PROXY)
  default void boundsTheTunnel() {
    RawServer server = bench().server();
    App app = bench().dial(Proxies.through("http", server, "ws://there.invalid/"));
    RawPeer peer = bench().keep(server.accept());
    var unused = peer.readHead();
    bench().advance(Duration.ofMillis(9_999));
    assertFalse(app.ended(), "ended before the connect timeout");
    bench().advance(Duration.ofMillis(1));
    var unusedEnding = Answers.unreachable(app, peer, Unreachability.PROXY_FAILED);
  }

  /** A proxy that is not there is named. */
  @Rule(
      id = "PX-7",
      cites = "design s.4 (Ending)",
      intent =
          "A proxy that is not there, hangs up or speaks something else is PROXY_FAILED and named.",
      needs = Capability.PROXY)
  default void namesAProxyThatFails() {
    int closed = Answers.closedPort();
    DialRequest request = DialRequest.of(URI.create("ws://there.invalid/")).with(Bench.QUIET);
    Proxies.failed(bench().dial(request.through(Proxy.of("http://127.0.0.1:" + closed))), closed);
    RawServer server = bench().server();
    for (String said : new String[] {"", "HTTP/1.1 2", "SSH-2.0-Any\r\n"}) {
      App app = bench().dial(Proxies.through("http", server, "ws://there.invalid/"));
      RawPeer peer = bench().keep(server.acceptAnswering(said));
      if (!said.startsWith("SSH")) {
        peer.fin();
      }
      Proxies.failed(app, server.port());
      peer.readGone();
    }
  }

  /** An answer may come in pieces. */
  @Rule(
      id = "PX-8",
      cites = "RFC 9110 s.9.3.6; RFC 9112 s.2.2",
      intent =
          "A proxy's answer is read however it is cut; what comes behind it before anything was "
              + "asked through the tunnel is no answer of the host.",
      needs = Capability.PROXY)
  default void readsAProxysAnswerAsItComes() {
    RawServer server = bench().server();
    App app = bench().dial(Proxies.through("http", server, "ws://there.invalid/"));
    RawPeer peer = bench().keep(server.accept());
    var unused = peer.readHead();
    peer.dribble(Proxies.OPEN.getBytes(ISO_8859_1));
    Proxies.exchange(app, peer, "GET / HTTP/1.1\r\n");
    App misled = bench().dial(Proxies.through("http", server, "ws://there.invalid/"));
    RawPeer liar = bench().keep(server.accept());
    String head = liar.readHead();
    assertTrue(head.startsWith("CONNECT "), head);
    liar.send(Proxies.OPEN + Answers.switching());
    var unusedEnding = Answers.unreachable(misled, liar, Unreachability.PROXY_FAILED);
  }
}
