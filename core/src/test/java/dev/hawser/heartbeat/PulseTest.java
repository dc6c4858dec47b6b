package dev.hawser.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.heartbeat.Pulse.Beat;
import dev.hawser.heartbeat.Pulse.Ping;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PulseTest {
  private static final Heartbeat RHYTHM =
      Heartbeat.every(Duration.ofNanos(100_000_000)).pongWithin(Duration.ofNanos(30_000_000));
  private static final long INTERVAL = 100_000_000;
  private static final long WAIT = 30_000_000;

  @ParameterizedTest
  @ValueSource(longs = {0, -50_000_000, Long.MAX_VALUE - 1})
  void aPingIsDueOneIntervalAfterTheLastByte(long lastIn) {
    Pulse pulse = new Pulse(lastIn, lastIn - 7, Ping.NONE, 0);
    assertThat(pulse.due(RHYTHM)).hasValue(lastIn + INTERVAL);
    assertThat(pulse.beat(RHYTHM, lastIn + INTERVAL - 1)).isEqualTo(Beat.REST);
    assertThat(pulse.beat(RHYTHM, lastIn + INTERVAL)).isEqualTo(Beat.PING);
    assertThat(pulse.beat(RHYTHM, lastIn + INTERVAL + 1)).isEqualTo(Beat.PING);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -10_000_000, Long.MAX_VALUE - 1})
  void withoutAByteTheLinkIsDeadOneWaitAfterThePingWasWritten(long written) {
    Pulse pulse = new Pulse(written - INTERVAL, written - 1, Ping.WRITTEN, written);
    assertThat(pulse.due(RHYTHM)).hasValue(written + WAIT);
    assertThat(pulse.beat(RHYTHM, written + WAIT - 1)).isEqualTo(Beat.REST);
    assertThat(pulse.beat(RHYTHM, written + WAIT)).isEqualTo(Beat.DEAD);
  }

  @Test
  void aPingThatIsNotWrittenWaitsForAsLongAsBytesMove() {
    Pulse stuck = new Pulse(0, 5, Ping.QUEUED, INTERVAL);
    assertThat(stuck.due(RHYTHM)).hasValue(INTERVAL + INTERVAL + WAIT);
    assertThat(stuck.beat(RHYTHM, INTERVAL + INTERVAL + WAIT - 1)).isEqualTo(Beat.REST);
    assertThat(stuck.beat(RHYTHM, INTERVAL + INTERVAL + WAIT)).isEqualTo(Beat.DEAD);
    Pulse moving = new Pulse(0, INTERVAL + 9, Ping.QUEUED, INTERVAL);
    assertThat(moving.due(RHYTHM)).hasValue(INTERVAL + 9 + INTERVAL + WAIT);
  }

  @Test
  void withoutAHeartbeatNothingIsDueUnlessSomebodyAsked() {
    Pulse quiet = new Pulse(0, 0, Ping.NONE, 0);
    assertThat(quiet.due(Heartbeat.OFF)).isEqualTo(OptionalLong.empty());
    assertThat(quiet.beat(Heartbeat.OFF, Long.MAX_VALUE)).isEqualTo(Beat.REST);
    Pulse asked = new Pulse(0, 0, Ping.WRITTEN, 3);
    assertThat(asked.due(Heartbeat.OFF)).hasValue(3 + Duration.ofSeconds(10).toNanos());
  }
}
