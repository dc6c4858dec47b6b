package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.reconnect.Outage;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionRulesTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void takesTheEndsOfTheRanges() {
    assertThat(rules(Duration.ZERO, Duration.ofMillis(1), 1).endpoints()).isEqualTo(1);
    assertThat(rules(DAY, DAY, 9).prepareTimeout()).isEqualTo(DAY);
  }

  @Test
  void refusesWhatIsOutOfRangeByName() {
    refuses(
        "prepareTimeout PT0.000999999S is not in PT0.001S-PT24H",
        () -> rules(DAY, Duration.ofNanos(999_999), 1));
    refuses(
        "prepareTimeout PT24H0.000000001S is not in PT0.001S-PT24H",
        () -> rules(DAY, DAY.plusNanos(1), 1));
    refuses(
        "stableAfter PT-0.000000001S is not in PT0S-PT24H",
        () -> rules(Duration.ofNanos(-1), DAY, 1));
    refuses("stableAfter PT48H is not in PT0S-PT24H", () -> rules(Duration.ofDays(2), DAY, 1));
    refuses("endpoints 0 is less than 1", () -> rules(DAY, DAY, 0));
  }

  @Test
  void keepsWhatAPolicyAsksToRememberWithinBounds() {
    assertThat(remembered(-1)).isZero();
    assertThat(remembered(0)).isZero();
    assertThat(remembered(5)).isEqualTo(5);
    assertThat(remembered(64)).isEqualTo(64);
    assertThat(remembered(65)).isEqualTo(64);
  }

  @Test
  void credentialsCanBeRenewedOnlyWhereThatIsSaid() {
    assertThat(rules(DAY, DAY, 1).renewable()).isFalse();
    assertThat(new ConnectionRules(ReconnectPolicy.never(), DAY, 1, true).renewable()).isTrue();
  }

  private static int remembered(int dials) {
    ReconnectPolicy policy =
        new ReconnectPolicy() {
          @Override
          public Verdict decide(Outage outage, double dice) {
            return Moments.GIVE_UP;
          }

          @Override
          public int dialsRemembered() {
            return dials;
          }
        };
    return new ConnectionRules(policy, DAY, 1).dialsRemembered();
  }

  private static ConnectionRules rules(Duration stableAfter, Duration prepare, int endpoints) {
    ReconnectPolicy policy =
        new ReconnectPolicy() {
          @Override
          public Verdict decide(Outage outage, double dice) {
            return Moments.GIVE_UP;
          }

          @Override
          public Duration stableAfter() {
            return stableAfter;
          }
        };
    return new ConnectionRules(policy, prepare, endpoints);
  }

  private static void refuses(String message, Runnable call) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
  }
}
