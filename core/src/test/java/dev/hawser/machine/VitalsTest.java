package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Role;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.heartbeat.Pulse;
import dev.hawser.heartbeat.Pulse.Beat;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VitalsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final LinkRules RULES = rules(Duration.ofSeconds(60), Heartbeat.DEFAULT);

  private static LinkRules rules(Duration stall, Heartbeat heartbeat) {
    Duration any = Duration.ofSeconds(5);
    return new LinkRules(Role.CLIENT, any, any, any, stall, heartbeat);
  }

  private static Vitals vitals(long lastIn, boolean reading, OptionalLong waiting) {
    return new Vitals(
        new Pulse(lastIn, 0, Pulse.Ping.NONE, 0, 0, OptionalLong.empty()), reading, waiting);
  }

  @Test
  void whatComesFirstIsDue() {
    OptionalLong none = OptionalLong.empty();
    assertThat(vitals(0, true, none).due(RULES)).hasValue(25 * SECOND);
    assertThat(vitals(0, true, OptionalLong.of(0)).due(RULES)).hasValue(25 * SECOND);
    assertThat(vitals(36 * SECOND, true, OptionalLong.of(0)).due(RULES)).hasValue(60 * SECOND);
    assertThat(vitals(34 * SECOND, true, OptionalLong.of(0)).due(RULES)).hasValue(59 * SECOND);
    assertThat(vitals(0, false, OptionalLong.of(1)).due(RULES)).hasValue(60 * SECOND + 1);
    assertThat(vitals(0, false, none).due(RULES)).isEmpty();
  }

  @Test
  void aStallIsOverTheLimitFromTheLimitOn() {
    Vitals waiting = vitals(0, true, OptionalLong.of(2));
    assertThat(waiting.stalled(RULES, 60 * SECOND + 1)).isFalse();
    assertThat(waiting.stalled(RULES, 60 * SECOND + 2)).isTrue();
    assertThat(vitals(0, true, OptionalLong.empty()).stalled(RULES, 600 * SECOND)).isFalse();
    LinkRules patient = rules(Duration.ZERO, Heartbeat.OFF);
    assertThat(waiting.stalled(patient, 600 * SECOND)).isFalse();
    assertThat(waiting.due(patient)).isEmpty();
  }

  @Test
  void noSignOfLifeIsExpectedWhileNothingIsRead() {
    OptionalLong none = OptionalLong.empty();
    assertThat(vitals(0, true, none).beat(RULES, 25 * SECOND)).isEqualTo(Beat.PING);
    assertThat(vitals(0, false, none).beat(RULES, 25 * SECOND)).isEqualTo(Beat.REST);
  }
}
