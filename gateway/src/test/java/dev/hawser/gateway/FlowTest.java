package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawFrame;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readers that stall, peers that flood and leave, and a gateway that empties itself. */
abstract class FlowTest {
  private static final UnaryOperator<GatewayOptions> DEFAULT = UnaryOperator.identity();

  /** The peers' own socket buffers are most of it. */
  private static final long LIMIT = 10_000_000;

  private final RawServer upstream = RawServer.plain(Rig.PATIENCE);
  private final Rig.Runtimes runtimes;

  FlowTest(Rig.Runtimes runtimes) {
    this.runtimes = runtimes;
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  private Rig rig() {
    return new Rig(runtimes, DEFAULT, upstream.uri(""));
  }

  @Test
  void aStalledReaderBlocksTheOtherSideAndNobodyElse() {
    try (Rig rig = rig()) {
      Stage stalled = rig.open(upstream);
      AtomicLong sent = new AtomicLong();
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Void> flood = flood(stalled.upstream(), sent, over);
      long blockedAt = settled(rig, sent);
      System.out.println("BLOCKED " + blockedAt);
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
      int early = 0;
      for (int second = 1; second <= 100 && !done.isDone(); second++) {
        rig.advance(Duration.ofSeconds(1));
        LockSupport.parkNanos(10_000_000);
        early = second == 20 ? rig.lines().size() : early;
      }
      assertThat(early).as("ends in the first half of the window").isLessThanOrEqualTo(2);
      rig.await("the end of the drain", done::isDone);
      for (Stage stage : stages) {
        Told.own(1012, "restart", true).check(stage.client(), stage.id());
      }
    }
  }
}
