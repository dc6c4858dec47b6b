package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Table (a) on the wire: raw peers on both sides, every row. */
abstract class BeforeTheUpgradeTest {
  private static final UnaryOperator<GatewayOptions> DEFAULT = UnaryOperator.identity();

  private final RawServer upstream = RawServer.plain(Rig.PATIENCE);
  private final Rig.Runtimes runtimes;

  BeforeTheUpgradeTest(Rig.Runtimes runtimes) {
    this.runtimes = runtimes;
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  static List<BeforeRow> rows() {
    return BeforeRow.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void theClientIsAnsweredWhatTheUpstreamDid(BeforeRow row) {
    try (Keep kept = new Keep()) {
      URI where = row.upstream().apply(kept);
      try (Rig rig = new Rig(runtimes, kept.resolver(), row.settings(), where)) {
        RawPeer client = rig.asking("/chat");
        row.act().accept(rig, kept);
        answered(client, row.answer(), "upstream");
        written(rig, row.answer());
        assertThat(rig.gateway().counters()).isEqualTo(new Counters(0, 0, 0, 0, 1, 0));
      }
    }
  }

  static List<DoorRow> doorRows() {
    return DoorRow.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doorRows")
  void theClientIsAnsweredWhatTheGatewayDecides(DoorRow row) {
    try (Rig rig = new Rig(runtimes, row.settings(), upstream.uri(""))) {
      answered(row.act().apply(rig, upstream), row.answer(), row.hop());
      written(rig, row.answer());
      assertThat(rig.gateway().counters().refused()).isEqualTo(1);
    }
  }

  /** Awaits the line that says of the answer what it was and why. */
  private static void written(Rig rig, BeforeRow.Answer answer) {
    String said = answer.proxyStatus();
    String first =
        said.contains("error=")
            ? said.replaceAll(".*error=([a-z_]+).*", "$1")
            : said.replaceAll(".*received-status=(\\d+).*", "refused:$1");
    String end = " first=" + first + " status=" + answer.status();
    rig.await(
        "a line with" + end,
        () -> rig.lines().stream().anyMatch(l -> l.startsWith("refused id=") && l.contains(end)));
  }

  /** Checks a whole answer, and the end of the connection behind it. */
  private static void answered(RawPeer client, BeforeRow.Answer wanted, String hop) {
    String head = client.readHead();
    String body = new String(client.readRest(), StandardCharsets.UTF_8);
    answers(head, wanted.status(), wanted.proxyStatus());
    for (String line : wanted.more()) {
      assertThat(head + body).contains(line);
    }
    assertThat(head + body)
        .doesNotContain("127.0.0.1", "X-Hop", "no-such-host", SilentNames.name());
    if (wanted.proxyStatus().contains("error=")) {
      assertThat(head)
          .contains("Content-Type: application/problem+json\r\n")
          .contains("Cache-Control: no-store\r\n");
      String token = wanted.proxyStatus().replaceAll(".*error=([a-z_]+).*", "$1");
      assertThat(body)
          .contains("\"type\":\"urn:hawser:gateway:" + token + "\"", "\"token\":\"" + token + "\"")
          .contains("\"status\":" + wanted.status() + ",", "\"hop\":\"" + hop + "\"")
          .contains("\"id\":\"" + id(head) + "\"");
    }
    assertThat(RawBytes.header(head, "Content-Length")).isEqualTo("" + body.length());
    assertThat(RawBytes.header(head, "Connection")).endsWith("close");
  }

  private static void answers(String head, int status, String proxyStatus) {
    assertThat(head).startsWith("HTTP/1.1 " + status + " ");
    assertThat(RawBytes.header(head, "Proxy-Status")).isEqualTo(proxyStatus);
    assertThat(id(head)).isNotEmpty();
  }

  private static String id(String head) {
    return String.valueOf(RawBytes.header(head, "X-Request-Id"));
  }

  private static String refused(RawPeer client) {
    String head = client.readHead();
    assertThat(head).contains("Cache-Control: no-store\r\n");
    assertThat(client.readRest()).isNotEmpty();
    return head;
  }

  @Test
  void theClientIsAnsweredAfterTheUpstreamAndNeverBefore() {
    try (Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""))) {
      RawPeer client = rig.asking("/chat");
      RawPeer behind = rig.keep(upstream.accept());
      String asked = behind.readHead();
      assertThat(client.endsNow()).isFalse(); // nothing came, no end either
      behind.send(RawBytes.switching(asked, "Set-Cookie: a=b", "X-Mine: 1"));
      String head = client.readHead();
      assertThat(head).startsWith("HTTP/1.1 101 ").contains("Set-Cookie: a=b\r\n");
      assertThat(RawBytes.header(head, "Sec-WebSocket-Accept"))
          .isEqualTo(RawBytes.accept(RawBytes.KEY));
      assertThat(RawBytes.header(asked, "Sec-WebSocket-Key")).isNotEqualTo(RawBytes.KEY);
    }
  }

  @Test
  void theNextUpstreamIsAskedWhileNothingWasSent() {
    URI nobody = URI.create("ws://127.0.0.1:1");
    try (Rig rig = new Rig(runtimes, DEFAULT, nobody, nobody, upstream.uri("/base"))) {
      RawPeer client = rig.asking("/chat?a=1");
      RawPeer behind = rig.keep(upstream.accept());
      String asked = behind.readHead();
      assertThat(asked).startsWith("GET /base/chat?a=1 HTTP/1.1\r\n");
      behind.send(RawBytes.switching(asked));
      assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
    }
  }

  @Test
  void aRequestThatWasSentGoesToNobodyElse() throws IOException {
    try (RawServer second = RawServer.plain(Rig.PATIENCE);
        Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""), second.uri(""))) {
      RawPeer client = rig.asking("/chat");
      RawPeer behind = rig.keep(upstream.accept());
      behind.readHead();
      behind.fin();
      assertThat(refused(client)).startsWith("HTTP/1.1 502 ");
      InetSocketAddress next = new InetSocketAddress("127.0.0.1", second.port());
      rig.keep(RawPeer.connect(next, Rig.PATIENCE)).send("the first one here");
      assertThat(new String(rig.keep(second.accept()).readBytes(18), StandardCharsets.US_ASCII))
          .isEqualTo("the first one here");
    }
  }

  @Test
  void allUpstreamsTogetherHaveOneBudget() {
    try (Keep kept = new Keep()) {
      URI hole = URI.create(kept.hole().uri().toString().replaceAll("/$", ""));
      Budget budget = Budget.DEFAULT.upstream(Duration.ofSeconds(3), Duration.ofSeconds(1));
      try (Rig rig = new Rig(runtimes, o -> o.with(budget), hole, hole, hole)) {
        RawPeer client = rig.asking("/chat");
        rig.untilResolved(1);
        rig.advance(Duration.ofSeconds(3));
        rig.untilResolved(2);
        rig.untilRefused(Duration.ofSeconds(1));
        answers(refused(client), 504, "gw; error=connection_timeout");
      }
    }
  }

  @Test
  void aGatewayThatFailsBeforeItAsksAnybodySaysSo() {
    try (Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""))) {
      rig.clock().fail();
      answers(refused(rig.asking("/chat")), 500, "gw; error=proxy_internal_error");
      assertThat(rig.gateway().counters()).isEqualTo(new Counters(0, 0, 0, 0, 1, 0));
      RawPeer next = rig.asking("/chat");
      rig.keep(upstream.acceptUpgraded());
      assertThat(next.readHead()).startsWith("HTTP/1.1 101 ");
    }
  }

  @Test
  void anUpstreamThatFailsItsCheckIsNotAskedUntilItPasses() {
    Probing probing = new Probing("/health", Duration.ofSeconds(10));
    try (Rig rig = new Rig(runtimes, o -> o.with(probing), upstream.uri(""))) {
      RawPeer check = rig.keep(upstream.accept());
      assertThat(check.readHead()).startsWith("GET /health HTTP/1.1\r\n");
      rig.advance(Budget.DEFAULT.handshake()); // accepts, as a hung process does, and is silent
      check.readGone();
      rig.await("it counts as unwell", () -> rig.lines().size() == 1);
      assertThat(rig.lines().get(0)).isEqualTo("upstream=" + upstream.uri("") + " is unwell");
      answers(refused(rig.asking("/chat")), 503, "gw; error=destination_unavailable");
      rig.advance(Duration.ofSeconds(10));
      RawPeer better = rig.keep(upstream.acceptUpgraded());
      byte[] ping = better.readFrame().payload();
      better.sendFrame(dev.hawser.conformance.RawFrame.PONG, true, ping);
      better.readClose(1000);
      better.sendClose(1000, "");
      better.close();
      rig.await(
          "it counts as well",
          () -> rig.lines().contains("upstream=" + upstream.uri("") + " is well"));
      RawPeer client = rig.asking("/chat");
      rig.keep(upstream.acceptUpgraded());
      assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
    }
  }

  @Test
  void anUpstreamThatFailsFiveTimesInARowIsLeftOutForAWhile() {
    try (RawServer second = RawServer.plain(Rig.PATIENCE);
        Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""), second.uri(""))) {
      for (int i = 0; i < 5; i++) {
        RawPeer client = rig.asking("/chat");
        RawPeer behind = rig.keep(upstream.accept());
        behind.readHead();
        behind.send("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n");
        answers(client.readHead(), 500, "gw; received-status=500");
      }
      rig.await(
          "a line",
          () -> rig.lines().contains("upstream=" + upstream.uri("") + " is left out for 30s"));
      RawPeer elsewhere = rig.asking("/chat");
      rig.keep(second.acceptUpgraded());
      assertThat(elsewhere.readHead()).startsWith("HTTP/1.1 101 ");
      rig.advance(Duration.ofSeconds(30));
      RawPeer again = rig.asking("/chat");
      rig.keep(upstream.acceptUpgraded());
      assertThat(again.readHead()).startsWith("HTTP/1.1 101 ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /a HTTP/1.1', 'Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 8|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 426",
    "'GET /a HTTP/1.1', 'Accept: */*', 426",
    "'GET /a HTTP/1.1', 'Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13', 400",
    "'GET /a HTTP/1.1', 'Upgrade: websocket|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 400",
    "'POST /a HTTP/1.1', 'Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 400",
    "'GET http://elsewhere/ HTTP/1.1', 'Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 400",
  })
  void aRequestThatIsNoUpgradeIsToldWhy(String start, String lines, int status) {
    try (Rig rig = new Rig(runtimes, DEFAULT, upstream.uri(""))) {
      RawPeer client = rig.connect();
      client.send(start + "\r\nHost: localhost\r\n" + lines.replace("|", "\r\n") + "\r\n\r\n");
      String head = refused(client);
      assertThat(head).startsWith("HTTP/1.1 " + status + " ");
      assertThat(head).contains("Proxy-Status: gw; error=http_request_error; details=\"");
      if (status == 426) {
        assertThat(head)
            .contains("Sec-WebSocket-Version: 13\r\n", "Upgrade: websocket\r\n")
            .contains("Connection: Upgrade, close\r\n");
      }
    }
  }
}
