package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawFrame;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What passes through an open session, and what does not. */
abstract class RelayTest {
  private static final UnaryOperator<GatewayOptions> DEFAULT = UnaryOperator.identity();

  private final RawServer upstream = RawServer.plain(Rig.PATIENCE);
  private final Rig.Runtimes runtimes;

  RelayTest(Rig.Runtimes runtimes) {
    this.runtimes = runtimes;
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  private Rig rig() {
    return new Rig(runtimes, DEFAULT, upstream.uri(""));
  }

  private static byte[] random(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return content;
  }

  @Test
  void messagesPassBothWaysWhateverTheirLength() {
    try (Rig rig = rig()) {
      Stage s = rig.open(upstream);
      for (int bytes : new int[] {0, 1, 125, 126, 16_384, 16_385, 65_535, 65_536, 3_000_000}) {
        byte[] content = random(bytes);
        exchange(s.client(), s.upstream(), content);
        exchange(s.upstream(), s.client(), content);
      }
      s.client().sendText("gr\u00fc\u00dfe");
      assertThat(s.upstream().readText()).isEqualTo("gr\u00fc\u00dfe");
    }
  }

  private static void exchange(RawPeer from, RawPeer to, byte[] content) {
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(() -> from.sendFrame(RawFrame.BINARY, true, content));
    assertThat(to.readMessage(RawFrame.BINARY)).isEqualTo(content);
    sending.join();
  }

  @Test
  void noFragmentIsLongerThan16KiBSoThatACloseFitsBetween() {
    try (Rig rig = rig()) {
      Stage s = rig.open(upstream);
      int whole = 16 << 20;
      byte[] part = random(100_000);
      s.upstream().sendHeader(0x82, whole);
      s.upstream().send(part);
      int came = 0;
      boolean first = true;
      while (came < part.length) {
        RawFrame frame = s.client().readFrame();
        assertThat(frame.opcode()).isEqualTo(first ? RawFrame.BINARY : RawFrame.CONTINUATION);
        assertThat(frame.fin()).isFalse();
        assertThat(frame.payload()).hasSizeLessThanOrEqualTo(Lane.FRAGMENT);
        came += frame.payload().length;
        first = false;
      }
      s.upstream().reset();
      Told.own(1014, "upstream_reset", true).check(s.client(), s.id());
    }
  }

  @Test
  void pingsAndPongsPassEndToEnd() {
    try (Rig rig = rig()) {
      Stage s = rig.open(upstream);
      byte[] payload = "p".getBytes(StandardCharsets.US_ASCII);
      s.client().sendFrame(RawFrame.PING, true, payload);
      RawFrame asked = s.upstream().readFrame();
      assertThat(asked.opcode()).isEqualTo(RawFrame.PING);
      assertThat(asked.payload()).isEqualTo(payload);
      s.upstream().sendFrame(RawFrame.PONG, true, payload);
      assertThat(s.client().readFrame().opcode()).isEqualTo(RawFrame.PONG);
      s.upstream().sendFrame(RawFrame.PING, true, payload);
      assertThat(s.client().readFrame().payload()).isEqualTo(payload);
    }
  }

  @Test
  void aPongToTheGatewaysOwnPingIsNotPassedOn() {
    try (Rig rig = rig()) {
      Stage s = rig.open(upstream);
      rig.advance(Patience.DEFAULT.ping());
      RawFrame ping = s.client().readFrame();
      assertThat(ping.opcode()).isEqualTo(RawFrame.PING);
      assertThat(ping.payload()).hasSize(16);
      s.client().sendFrame(RawFrame.PONG, true, ping.payload());
      s.client().sendText("behind it");
      // The gateway's Ping to the upstream may come before it or behind it; the Pong never does.
      RawFrame next = Stage.frame(s.upstream());
      assertThat(next.opcode()).isEqualTo(RawFrame.TEXT);
      assertThat(next.text()).isEqualTo("behind it");
    }
  }

  @Test
  void aSideThatAnswersPingsIsNotTakenForDead() {
    try (Rig rig = rig()) {
      Stage s = rig.open(upstream);
      for (int i = 0; i < 6; i++) {
        rig.advance(Patience.DEFAULT.ping());
        for (RawPeer peer : new RawPeer[] {s.client(), s.upstream()}) {
          RawFrame ping = peer.readFrame();
          assertThat(ping.opcode()).isEqualTo(RawFrame.PING);
          peer.sendFrame(RawFrame.PONG, true, ping.payload());
        }
        s.client().sendText("after it");
        assertThat(s.upstream().readText()).isEqualTo("after it");
        s.upstream().sendText("too");
        assertThat(s.client().readText()).isEqualTo("too");
      }
    }
  }

  @Test
  void subprotocolsAreTheirAffair() {
    try (Rig rig = rig()) {
      RawPeer client = rig.asking("/", "Sec-WebSocket-Protocol: v2, v1");
      RawPeer behind = rig.keep(upstream.accept());
      String asked = behind.readHead();
      assertThat(RawBytes.header(asked, "Sec-WebSocket-Protocol")).isEqualTo("v2, v1");
      behind.send(RawBytes.switching(asked, "Sec-WebSocket-Protocol: v1"));
      assertThat(RawBytes.header(client.readHead(), "Sec-WebSocket-Protocol")).isEqualTo("v1");
    }
  }

  @Test
  void aSubprotocolThatNobodyChoseIsNotAnswered() {
    try (Rig rig = rig()) {
      RawPeer client = rig.asking("/", "Sec-WebSocket-Protocol: v2, v1");
      rig.keep(upstream.acceptUpgraded());
      String head = client.readHead();
      assertThat(head).startsWith("HTTP/1.1 101 ");
      assertThat(RawBytes.header(head, "Sec-WebSocket-Protocol")).isNull();
    }
  }

  @Test
  void offersOfExtensionsStayAtTheGateway() {
    try (Rig rig = rig()) {
      rig.asking("/", "Sec-WebSocket-Extensions: permessage-deflate");
      String asked = rig.keep(upstream.accept()).readHead();
      assertThat(RawBytes.header(asked, "Sec-WebSocket-Extensions")).isNull();
    }
  }

  @Test
  void theUpstreamKnowsTheClientAndTheHostItAskedFor() {
    try (Rig rig = rig()) {
      RawPeer client =
          rig.asking("/", "Origin: http://localhost", "Cookie: a=b", "X-Forwarded-For: 1.2.3.4");
      String asked = rig.keep(upstream.accept()).readHead();
      assertThat(asked).contains("Host: localhost\r\n", "Origin: http://localhost\r\n");
      assertThat(asked).contains("Cookie: a=b\r\n", "Via: 1.1 gw\r\n", "Connection: Upgrade\r\n");
      assertThat(asked).contains("X-Forwarded-For: 127.0.0.1\r\n").doesNotContain("1.2.3.4");
      assertThat(RawBytes.header(asked, "X-Request-Id")).matches("[0-9a-f]{12}");
      client.close();
    }
  }

  @Test
  void aTrustedProxyIsBelievedAndAnOwnHostSentWhereAskedFor() {
    GatewayOptions.Forwarding own =
        new GatewayOptions.Forwarding(false, java.util.List.of("127.0.0.0/8"));
    try (Rig rig = new Rig(runtimes, o -> o.with(own), upstream.uri(""))) {
      rig.asking("/", "X-Forwarded-For: 1.2.3.4", "X-Request-Id: edge-7");
      String asked = rig.keep(upstream.accept()).readHead();
      assertThat(asked).contains("X-Forwarded-For: 1.2.3.4, 127.0.0.1\r\n");
      assertThat(asked).contains("X-Request-Id: edge-7\r\n");
      assertThat(asked).contains("Host: 127.0.0.1:" + upstream.port() + "\r\n");
    }
  }
}
