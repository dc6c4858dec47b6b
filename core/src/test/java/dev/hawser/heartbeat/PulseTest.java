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

  /** Asked long after everything else, which counts for messages only; nobody is in a hurry. */
  private static Pulse pulse(long lastIn, long lastOut, Ping ping, long pingAt) {
    return new Pulse(lastIn, lastOut, ping, pingAt, 77 * INTERVAL, OptionalLong.empty());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -50_000_000, Long.MAX_VALUE - 1})
  void aPingIsDueOneIntervalAfterTheLastByte(long lastIn) {
    Pulse pulse = pulse(lastIn, lastIn - 7, Ping.NONE, 0);
    assertThat(pulse.due(RHYTHM)).hasValue(lastIn + INTERVAL);
    assertThat(pulse.beat(RHYTHM, lastIn + INTERVAL - 1)).isEqualTo(Beat.REST);
    assertThat(pulse.beat(RHYTHM, lastIn + INTERVAL)).isEqualTo(Beat.PING);
    assertThat(pulse.beat(RHYTHM, lastIn + INTERVAL + 1)).isEqualTo(Beat.PING);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -10_000_000, Long.MAX_VALUE - 1})
  void withoutAByteTheLinkIsDeadOneWaitAfterThePingWasWritten(long written) {
    Pulse pulse = pulse(written - INTERVAL, written - 1, Ping.WRITTEN, written);
    assertThat(pulse.due(RHYTHM)).hasValue(written + WAIT);
    assertThat(pulse.beat(RHYTHM, written + WAIT - 1)).isEqualTo(Beat.REST);
    assertThat(pulse.beat(RHYTHM, written + WAIT)).isEqualTo(Beat.DEAD);
  }

  @Test
  void aPingThatIsNotWrittenWaitsForAsLongAsBytesMove() {
    Pulse stuck = pulse(0, 5, Ping.QUEUED, INTERVAL);
    assertThat(stuck.due(RHYTHM)).hasValue(INTERVAL + INTERVAL + WAIT);
    assertThat(stuck.beat(RHYTHM, INTERVAL + INTERVAL + WAIT - 1)).isEqualTo(Beat.REST);
    assertThat(stuck.beat(RHYTHM, INTERVAL + INTERVAL + WAIT)).isEqualTo(Beat.DEAD);
    Pulse moving = pulse(0, INTERVAL + 9, Ping.QUEUED, INTERVAL);
    assertThat(moving.due(RHYTHM)).hasValue(INTERVAL + 9 + INTERVAL + WAIT);
  }

  @Test
  void withoutAHeartbeatNothingIsDueUnlessSomebodyAsked() {
    Pulse quiet = pulse(0, 0, Ping.NONE, 0);
    assertThat(quiet.due(Heartbeat.OFF)).isEqualTo(OptionalLong.empty());
    assertThat(quiet.beat(Heartbeat.OFF, Long.MAX_VALUE)).isEqualTo(Beat.REST);
    Pulse asked = pulse(0, 0, Ping.WRITTEN, 3);
    assertThat(asked.due(Heartbeat.OFF)).hasValue(3 + Duration.ofSeconds(10).toNanos());
  }

  @Test
  void aMessageIsDueOneIntervalAfterTheLastOneWhateverComesIn() {
    Heartbeat asking = RHYTHM.asking("hi", "ho"::equals);
    Pulse pulse = new Pulse(90, 90, Ping.NONE, 0, 5, OptionalLong.empty());
    assertThat(pulse.due(asking)).hasValue(5 + INTERVAL);
    assertThat(pulse.beat(asking, 5 + INTERVAL - 1)).isEqualTo(Beat.REST);
    assertThat(pulse.beat(asking, 5 + INTERVAL)).isEqualTo(Beat.PING);
    Pulse unanswered = new Pulse(90, 90, Ping.WRITTEN, 7, 5, OptionalLong.empty());
    assertThat(unanswered.due(asking)).hasValue(7 + WAIT);
    assertThat(unanswered.beat(asking, 7 + WAIT)).isEqualTo(Beat.DEAD);
  }

  @Test
  void whereTrafficIsExpectedSilenceForAnIntervalIsTheEnd() {
    Heartbeat watching = Heartbeat.expectTraffic(Duration.ofNanos(INTERVAL));
    Pulse pulse = new Pulse(3, 50, Ping.NONE, 0, 60, OptionalLong.empty());
    assertThat(pulse.due(watching)).hasValue(3 + INTERVAL);
    assertThat(pulse.beat(watching, 3 + INTERVAL - 1)).isEqualTo(Beat.REST);
    assertThat(pulse.beat(watching, 3 + INTERVAL)).isEqualTo(Beat.DEAD);
  }

  @Test
  void whoIsInAHurryWaitsForLessAndNeverForMore() {
    Pulse hurried = new Pulse(0, 0, Ping.WRITTEN, 10, 0, OptionalLong.of(WAIT - 1));
    assertThat(hurried.due(RHYTHM)).hasValue(10 + WAIT - 1);
    Pulse patient = new Pulse(0, 0, Ping.WRITTEN, 10, 0, OptionalLong.of(WAIT + 1));
    assertThat(patient.due(RHYTHM)).hasValue(10 + WAIT);
    Pulse stuck = new Pulse(0, 4, Ping.QUEUED, 10, 0, OptionalLong.of(20));
    assertThat(stuck.due(RHYTHM)).hasValue(30);
    Pulse moving = new Pulse(0, 15, Ping.QUEUED, 10, 0, OptionalLong.of(20));
    assertThat(moving.due(RHYTHM)).hasValue(35);
  }
}
