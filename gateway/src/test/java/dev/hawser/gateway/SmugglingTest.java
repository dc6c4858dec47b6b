package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawFrame;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers that two hops could read differently reach nobody. */
abstract class SmugglingTest {
  private static final UnaryOperator<GatewayOptions> DEFAULT = UnaryOperator.identity();

  private final RawServer upstream = RawServer.plain(Rig.PATIENCE);
  private final Rig.Runtimes runtimes;

  SmugglingTest(Rig.Runtimes runtimes) {
    this.runtimes = runtimes;
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: elsewhere",
        "Content-Length: 5",
        "Content-Length: 0|Content-Length: 5",
        "Content-Length: 0, 5",
        "Content-Length: +0",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked|Content-Length: 3",
        "Transfer-Encoding : chunked",
        "X-Space : a",
        " X-Begin: folded",
        "X-N\u0000ul: a",
        "X-Nul: a\u0000b",
        "X-Bare-CR: a\rTransfer-Encoding: chunked",
        "no colon at all",
        ": no name",
        "X(Bad): a",
      })
  void aHeadThatCouldBeReadTwoWaysIsRefused(String lines) {
    try (Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""))) {
      RawPeer client = rig.connect();
      client.send(RawBytes.upgradeRequest("/", lines.split("\\|")));
      String head = client.readHead();
      assertThat(head).startsWith("HTTP/1.1 400 ").contains("error=http_request_error");
      assertThat(rig.gateway().counters()).isEqualTo(new Counters(0, 0, 0, 0, 1, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.0",
        "GET / HTTP/2.0",
        "GET /a b HTTP/1.1",
        "GET /#a HTTP/1.1",
        "GET //other\\x HTTP/1.1",
        "CONNECT other:80 HTTP/1.1",
        "GET @other/ HTTP/1.1"
      })
  void aStartLineThatIsNoPathOfThisServerIsRefused(String start) {
    try (Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""))) {
      RawPeer client = rig.connect();
      String good = RawBytes.upgradeRequest("/");
      client.send(start + good.substring(good.indexOf("\r\n")));
      assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
      assertThat(rig.gateway().counters().served()).isZero();
    }
  }

  @Test
  void aFoldedLineIsRefused() {
    try (Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""))) {
      RawPeer client = rig.asking("/", "X-Folded: a", "\tX-Smuggled: b");
      assertThat(client.readHead()).startsWith("HTTP/1.1 400 "); // RFC 9112 s.5.2
      assertThat(rig.gateway().counters().served()).isZero();
    }
  }

  @Test
  void aSecondRequestBehindTheFirstIsNoRequest() {
    try (Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""))) {
      RawPeer client = rig.connect();
      client.send(RawBytes.upgradeRequest("/") + "GET /admin HTTP/1.1\r\nHost: in\r\n\r\n");
      RawPeer behind = rig.keep(upstream.acceptUpgraded());
      RawFrame first = behind.readFrame();
      assertThat(first.closeCode()).isEqualTo(1001);
      assertThat(first.closeText()).startsWith("1001 client_protocol_error ");
      behind.sendClose(1001, "");
      behind.fin();
      assertThat(new String(behind.readRest(), StandardCharsets.ISO_8859_1)).isEmpty();
    }
  }

  @Test
  void framesBehindTheRequestArriveOnceTheUpstreamIsThere() {
    try (Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""))) {
      RawPeer client = rig.connect();
      byte[] head = RawBytes.upgradeRequest("/").getBytes(StandardCharsets.ISO_8859_1);
      byte[] text = client.frame(RawFrame.TEXT, true, "early".getBytes(StandardCharsets.UTF_8));
      client.send(RawBytes.join(head, text));
      assertThat(rig.keep(upstream.acceptUpgraded()).readText()).isEqualTo("early");
    }
  }

  @Test
  void aHeaderSectionOverTheLimitIsRefused() {
    try (Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""))) {
      RawPeer client = rig.asking("/", "X-Long: " + "x".repeat(17_000));
      assertThat(client.readHead()).startsWith("HTTP/1.1 431 ");
      RawPeer other = rig.asking("/" + "x".repeat(17_000));
      assertThat(other.readHead()).startsWith("HTTP/1.1 414 ");
    }
  }

  @Test
  void anAnswerOverTheLimitIsABadGateway() {
    try (Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""))) {
      RawPeer client = rig.asking("/");
      RawPeer behind = rig.keep(upstream.accept());
      behind.readHead();
      behind.send("HTTP/1.1 401 No\r\nX-Long: " + "x".repeat(17_000) + "\r\n\r\n");
      assertThat(client.readHead())
          .startsWith("HTTP/1.1 502 ")
          .contains("Proxy-Status: gw; error=http_protocol_error\r\n");
    }
  }

  @Test
  void whatFollowsAnUpstreamsRefusalIsNotAnAnswerOfItsOwn() {
    try (Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""))) {
      RawPeer client = rig.asking("/");
      RawPeer behind = rig.keep(upstream.accept());
      behind.readHead();
      behind.send(
          "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"
              + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
      assertThat(client.readHead()).startsWith("HTTP/1.1 403 ").contains("Content-Length: 2\r\n");
      assertThat(new String(client.readRest(), StandardCharsets.US_ASCII)).isEqualTo("no");
    }
  }
}
