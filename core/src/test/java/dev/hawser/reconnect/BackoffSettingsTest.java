package dev.hawser.reconnect;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Unreachability;
import dev.hawser.reconnect.Verdict.GiveUp;
import dev.hawser.reconnect.Verdict.Retry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a backoff can be told, and what it refuses. */
class BackoffSettingsTest {
  private static final Backoff BACKOFF = Backoff.fullJitter(ofMillis(500), ofSeconds(30));
  private static final Ending DROPPED = SampleEndings.dropped();

  @Test
  void theStandardIsTheDesignsDefault() {
    assertThat(Backoff.standard())
        .isEqualTo(
            new Backoff(
                new Growth(ofMillis(500), ofSeconds(30), 2),
                Jitter.FULL,
                Waits.standard(),
                Budget.UNLIMITED,
                EndpointOrder.ROTATE,
                ofSeconds(10),
                Advice.standard(),
                Vendors.NONE));
  }

  @Test
  void theOtherShapesOfBackoffDifferInTheirWindowsAlone() {
    assertThat(Backoff.constant(ofSeconds(5)))
        .isEqualTo(BACKOFF.growth(new Growth(ofSeconds(5), ofSeconds(5), 1)));
    assertThat(Backoff.rfc6455()).isEqualTo(BACKOFF.growth(Growth.rfc6455()));
    // RFC 6455 s.7.2.3: 0-5 s first.
    assertThat(delay(Backoff.rfc6455(), DROPPED, 1, 0)).isZero();
    assertThat(delay(Backoff.rfc6455(), DROPPED, 1, 0.5)).isEqualTo(ofMillis(2_500));
    assertThat(delay(Backoff.rfc6455(), DROPPED, 2, 0.5)).isEqualTo(ofSeconds(5));
  }

  @Test
  void passesWhatIsFinalOnToItsAdvice() {
    Backoff other =
        BACKOFF
            .retryOn(CloseCode.POLICY_VIOLATION)
            .stopOn(CloseCode.SERVICE_RESTART)
            .retryOn(Unreachability.TLS_FAILED)
            .stopOn(Unreachability.LOST)
            .retryOn(Fault.CALLBACK_FAILED)
            .stopOn(Fault.CLOSE_TIMEOUT)
            .retryOnStatus(404)
            .stopOnStatus(503);
    assertThat(other.advice().on(CloseCode.POLICY_VIOLATION).retry()).isTrue();
    assertThat(other.advice().on(CloseCode.SERVICE_RESTART).retry()).isFalse();
    assertThat(other.advice().on(Unreachability.TLS_FAILED).retry()).isTrue();
    assertThat(other.advice().on(Unreachability.LOST).retry()).isFalse();
    assertThat(other.advice().on(Fault.CALLBACK_FAILED).retry()).isTrue();
    assertThat(other.advice().on(Fault.CLOSE_TIMEOUT).retry()).isFalse();
    assertThat(other.advice().onStatus(404).retry()).isTrue();
    assertThat(other.advice().onStatus(503).retry()).isFalse();
    assertThat(other.decide(Outages.of(SampleEndings.refused(503)), 0)).isInstanceOf(GiveUp.class);
    assertThat(other.decide(Outages.of(SampleEndings.closed(Initiator.USER, 4000)), 0))
        .isInstanceOf(GiveUp.class);
  }

  @Test
  void eachSettingChangesItselfAlone() {
    Backoff all =
        BACKOFF
            .stableAfter(ofSeconds(1))
            .giveUpAfter(ofSeconds(2))
            .maxAttempts(3)
            .multiplier(4)
            .maxRetryAfter(ofSeconds(5))
            .advice(Advice.standard().stopOnStatus(503));
    assertThat(all.base()).isEqualTo(ofMillis(500));
    assertThat(all.cap()).isEqualTo(ofSeconds(30));
    assertThat(all.stableAfter()).isEqualTo(ofSeconds(1));
    assertThat(all.budget().giveUpAfter()).isEqualTo(ofSeconds(2));
    assertThat(all.budget().maxAttempts()).isEqualTo(3);
    assertThat(all.multiplier()).isEqualTo(4);
    assertThat(all.waits().maxRetryAfter()).isEqualTo(ofSeconds(5));
    assertThat(all.advice().onStatus(503).retry()).isFalse();
  }

  @Test
  void valuesOutOfRangeAreRefusedByName() {
    refuses("base PT0S is not in PT0.001S-PT24H", () -> Backoff.fullJitter(ZERO, ofDays(1)));
    refuses(
        "base PT24H0.000000001S is not in PT0.001S-PT24H",
        () -> Backoff.fullJitter(ofDays(1).plusNanos(1), ofDays(2)));
    refuses(
        "cap PT0.999S is not in PT1S-PT24H", () -> Backoff.fullJitter(ofSeconds(1), ofMillis(999)));
    refuses("cap PT48H is not in PT1S-PT24H", () -> Backoff.fullJitter(ofSeconds(1), ofDays(2)));
    refuses("multiplier 0.9 is not in 1-10", () -> BACKOFF.multiplier(0.9));
    refuses("multiplier 10.1 is not in 1-10", () -> BACKOFF.multiplier(10.1));
    refuses("multiplier NaN is not in 1-10", () -> BACKOFF.multiplier(Double.NaN));
    refuses(
        "stableAfter PT-0.000000001S is not in PT0S-PT24H", () -> BACKOFF.stableAfter(ofNanos(-1)));
    refuses("stableAfter PT48H is not in PT0S-PT24H", () -> BACKOFF.stableAfter(ofDays(2)));
    refuses(
        "maxRetryAfter PT-1S is not in PT0S-PT8760H", () -> BACKOFF.maxRetryAfter(ofSeconds(-1)));
    refuses(
        "giveUpAfter PT0.000999999S is not in PT0.001S-" + Backoff.NEVER,
        () -> BACKOFF.giveUpAfter(ofNanos(999_999)));
    refuses(
        "maxAttempts 0 is not positive; ReconnectPolicy.never() never retries",
        () -> BACKOFF.maxAttempts(0));
  }

  @Test
  void theEndsOfTheRangesAreAllowed() {
    Backoff widest = Backoff.fullJitter(ofMillis(1), ofDays(1)).stableAfter(ofDays(1));
    assertThat(widest.multiplier(10).stableAfter(ZERO).giveUpAfter(ofMillis(1)).maxAttempts(1))
        .extracting(Backoff::cap)
        .isEqualTo(ofDays(1));
    assertThat(Backoff.fullJitter(ofDays(1), ofDays(1)).giveUpAfter(ofDays(100_000)).base())
        .isEqualTo(ofDays(1));
  }

  private static Duration delay(Backoff backoff, Ending ending, int attempt, double dice) {
    return ((Retry) backoff.decide(Outages.of(ending, attempt), dice)).delay();
  }

  private static void refuses(String message, Runnable call) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
  }
}
