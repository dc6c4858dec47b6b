package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawFrame;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readers that stall, and peers that flood and leave. */
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
      Flood flood = Flood.down(stalled);
      long blockedAt = flood.untilBlocked();
      System.out.println("BLOCKED " + blockedAt);
      assertThat(blockedAt).isLessThan(LIMIT);
      assertThat(rig.gateway().counters().queuedBytes()).isLessThan(1 << 20);
      Stage other = rig.open(upstream, 2);
      other.upstream().sendText("not me");
      assertThat(other.client().readText()).isEqualTo("not me");
      flood.stop();
      long read = 0;
      while (read < blockedAt) {
        read += stalled.client().readFrame().payload().length;
      }
      flood.join();
    }
  }

  @Test
  void whatWaitedForAClientThatLeavesIsForgotten() {
    try (Rig rig = rig()) {
      Stage s = rig.open(upstream);
      Flood flood = Flood.down(s);
      flood.untilBlocked();
      assertThat(rig.gateway().counters().queuedBytes()).isPositive();
      flood.stop();
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
    try (Rig rig = new Rig(runtimes.clients(1), DEFAULT, upstream.uri(""))) {
      RawPeer client = rig.asking("/chat");
      RawPeer behind = rig.keep(upstream.accept());
      String asked = behind.readHead();
      client.reset();
      rig.untilFree();
      behind.send(RawBytes.switching(asked));
      RawFrame close = behind.readFrame();
      assertThat(close.closeCode()).isEqualTo(1001);
      assertThat(close.closeText()).startsWith("1001 client_gone:");
      behind.close();
      rig.await("nothing left", () -> rig.ended().size() == 1);
      assertThat(rig.gateway().counters().sessions()).isZero();
      assertThat(rig.gateway().counters().handshakes()).isZero();
    }
  }
}
