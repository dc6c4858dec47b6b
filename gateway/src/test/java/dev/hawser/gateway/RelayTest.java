package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawFrame;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What passes through an open session, and what does not. */
abstract class RelayTest {
  private static final UnaryOperator<GatewayOptions> DEFAULT = UnaryOperator.identity();

  /** The kernel's buffers on two hops are most of it. */
  private static final long LIMIT = 16 << 20;

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
      RawFrame theirs = s.upstream().readFrame();
      assertThat(theirs.opcode()).isEqualTo(RawFrame.PING);
      assertThat(s.upstream().readText()).isEqualTo("behind it");
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
  void aStalledReaderBlocksTheOtherSideAndNobodyElse() {
    try (Rig rig = rig()) {
      Stage stalled = rig.open(upstream);
      AtomicLong sent = new AtomicLong();
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Void> flood = flood(stalled.upstream(), sent, over);
      long blockedAt = settled(rig, sent);
      assertThat(blockedAt).isLessThan(LIMIT);
      assertThat(rig.gateway().counters().queuedBytes()).isLessThan(1 << 20);
      over.set(true);
      long read = 0;
      while (read < blockedAt) {
        RawFrame frame = stalled.client().readFrame();
        read += frame.payload().length;
      }
      flood.join();
    }
  }

  private static CompletableFuture<Void> flood(RawPeer from, AtomicLong sent, AtomicBoolean over) {
    byte[] frame = from.frame(RawFrame.BINARY, true, new byte[60_000]);
    return CompletableFuture.runAsync(
        () -> {
          while (!over.get()) {
            from.send(frame);
            sent.addAndGet(60_000);
          }
        });
  }

  /** Waits until a number has stood still for a while. */
  private static long settled(Rig rig, AtomicLong number) {
    long last = -1;
    while (number.get() != last) {
      last = number.get();
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }
    return last;
  }

  @Test
  void aClientThatDoesNotReadForAMinuteIsAskedToTryAgainLater() {
    try (Rig rig = rig()) {
      Stage s = rig.open(upstream);
      AtomicLong sent = new AtomicLong();
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Void> flood = flood(s.upstream(), sent, over);
      settled(rig, sent);
      rig.advance(Duration.ofSeconds(60));
      over.set(true);
      RawFrame frame = s.client().readFrame();
      while (frame.opcode() != RawFrame.CLOSE) {
        frame = s.client().readFrame();
      }
      assertThat(frame.closeCode()).isEqualTo(1013);
      assertThat(frame.closeText()).isEqualTo("1013 slow_consumer id=" + s.id() + " retry=5");
      flood.join();
      Told.own(1001, "client_slow", false).check(s.upstream(), s.id());
    }
  }

  @Test
  void whatWaitedForAClientThatLeavesIsForgotten() {
    try (Rig rig = rig()) {
      Stage s = rig.open(upstream);
      AtomicLong sent = new AtomicLong();
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Void> flood = flood(s.upstream(), sent, over);
      settled(rig, sent);
      assertThat(rig.gateway().counters().queuedBytes()).isPositive();
      over.set(true);
      s.client().close();
      flood.join();
      s.upstream().close();
      rig.await("the end", () -> rig.lines().size() == 1);
      assertThat(rig.lines().get(0)).contains("first=client_gone:");
      assertThat(rig.gateway().counters().queuedBytes()).isZero();
    }
  }

  @Test
  void aFloodOfPingsAtAStalledReaderIsThinnedOut() {
    try (Rig rig = rig()) {
      Stage s = rig.open(upstream);
      int flood = 150_000;
      byte[] ping = s.client().frame(RawFrame.PING, true, new byte[125]);
      byte[] hundred = new byte[ping.length * 100];
      for (int i = 0; i < 100; i++) {
        System.arraycopy(ping, 0, hundred, i * ping.length, ping.length);
      }
      for (int i = 0; i < flood; i += 100) {
        s.client().send(hundred);
      }
      s.client().sendText("still there");
      int came = 0;
      RawFrame frame = s.upstream().readFrame();
      while (frame.opcode() == RawFrame.PING) {
        came++;
        frame = s.upstream().readFrame();
      }
      assertThat(frame.text()).isEqualTo("still there");
      assertThat(came).isBetween(64, flood - 1);
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

  @Test
  void aClientThatLeavesBeforeItIsAnsweredLeavesNothingBehind() {
    try (Rig rig = rig()) {
      RawPeer client = rig.asking("/chat");
      RawPeer behind = rig.keep(upstream.accept());
      String asked = behind.readHead();
      client.reset();
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      behind.send(RawBytes.switching(asked));
      RawFrame close = behind.readFrame();
      assertThat(close.closeCode()).isEqualTo(1001);
      assertThat(close.closeText()).startsWith("1001 client_gone:");
      behind.close();
      rig.await("nothing left", () -> rig.lines().size() == 1);
      assertThat(rig.gateway().counters().sessions()).isZero();
      assertThat(rig.gateway().counters().handshakes()).isZero();
    }
  }

  @Test
  void aDrainedGatewaySpreadsTheEndsAndIsDoneWithTheLast() {
    try (Rig rig = rig()) {
      Stage[] stages = new Stage[4];
      for (int i = 0; i < stages.length; i++) {
        stages[i] = rig.open(upstream, i + 1);
      }
      CompletableFuture<Void> done =
          rig.gateway().drain(Duration.ofSeconds(40)).toCompletableFuture();
      for (int second = 1; second <= 43; second++) {
        rig.advance(Duration.ofSeconds(1));
        LockSupport.parkNanos(5_000_000);
        if (second > 10 && second % 10 == 3) { // a part of the window, and the closing handshake
          int expected = second / 10;
          rig.await(expected + " ends", () -> rig.lines().size() >= expected);
          assertThat(rig.lines()).hasSizeLessThanOrEqualTo(expected + 1);
        }
      }
      rig.await("the end of the drain", done::isDone);
      for (Stage stage : stages) {
        Told.own(1012, "restart", true).check(stage.client(), stage.id());
      }
    }
  }
}
