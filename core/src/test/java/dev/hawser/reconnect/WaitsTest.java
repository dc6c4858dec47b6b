package dev.hawser.reconnect;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.SampleEndings;
import dev.hawser.handbook.FirstWait;
import dev.hawser.handbook.Topics;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private static final Waits STANDARD = Waits.standard();
  private static final Wait OWN = Wait.between(ofSeconds(1), ofSeconds(2));

  @Test
  void fourEndingsAskForAWaitByDefault() {
    assertThat(STANDARD.on(CloseCode.GOING_AWAY)).isEqualTo(new Wait(ZERO, ofSeconds(5), false));
    assertThat(STANDARD.on(CloseCode.SERVICE_RESTART))
        .isEqualTo(new Wait(ofSeconds(5), ofSeconds(30), false));
    assertThat(STANDARD.on(CloseCode.TRY_AGAIN_LATER))
        .isEqualTo(new Wait(ofSeconds(30), ofSeconds(60), true));
    assertThat(STANDARD.onStatus(429)).isEqualTo(new Wait(ofSeconds(30), ofSeconds(60), false));
    assertThat(STANDARD.maxRetryAfter()).isEqualTo(ofMinutes(5));
    assertThat(IntStream.rangeClosed(0, 4999).mapToObj(CloseCode::of).map(STANDARD::on))
        .filteredOn(wait -> wait != null)
        .hasSize(3);
    assertThat(IntStream.rangeClosed(100, 999).mapToObj(STANDARD::onStatus))
        .filteredOn(wait -> wait != null)
        .hasSize(1);
  }

  @Test
  void theHandbookAdvisesTheSameWaits() {
    assertThat(Topics.of(1001).facts().firstWait()).isEqualTo(FirstWait.UP_TO_5_S);
    assertThat(Topics.of(1012).facts().firstWait()).isEqualTo(FirstWait.FROM_5_TO_30_S);
    assertThat(Topics.of(1013).facts().firstWait()).isEqualTo(FirstWait.AT_LEAST_30_S);
    assertThat(Topics.of(429).facts().firstWait()).isEqualTo(FirstWait.NAMED_OR_30_S);
  }

  @Test
  void aCodeCountsOnlyWhenItIsThePeers() {
    Wait restart = STANDARD.on(CloseCode.SERVICE_RESTART);
    assertThat(STANDARD.after(SampleEndings.closedByPeer(1012))).isEqualTo(restart);
    assertThat(STANDARD.after(SampleEndings.closed(Initiator.LIBRARY, 1012))).isNull();
    Waits afterLoss = STANDARD.on(CloseCode.ABNORMAL_CLOSURE, OWN);
    assertThat(afterLoss.after(SampleEndings.failed(Fault.HEARTBEAT_TIMEOUT))).isNull();
    assertThat(afterLoss.after(SampleEndings.aborted(Initiator.PEER))).isNull();
  }

  @Test
  void aRefusalIsJudgedByItsStatus() {
    assertThat(STANDARD.after(SampleEndings.refused(429))).isEqualTo(STANDARD.onStatus(429));
    assertThat(STANDARD.after(SampleEndings.refused(503))).isNull();
    assertThat(STANDARD.onStatus(503, OWN).after(SampleEndings.refused(503))).isEqualTo(OWN);
  }

  @Test
  void eachRowCanBeOverruledAndTheOthersStay() {
    Waits other = STANDARD.on(CloseCode.SERVICE_RESTART, OWN).on(CloseCode.of(4000), OWN);
    assertThat(other.on(CloseCode.SERVICE_RESTART)).isEqualTo(OWN);
    assertThat(other.on(CloseCode.of(4000))).isEqualTo(OWN);
    assertThat(other.on(CloseCode.GOING_AWAY)).isEqualTo(STANDARD.on(CloseCode.GOING_AWAY));
    assertThat(STANDARD.on(CloseCode.of(4000))).isNull();
  }

  @Test
  void aCodeAndAStatusOfTheSameNumberAreDifferentThings() {
    assertThat(STANDARD.onStatus(429, OWN).on(CloseCode.of(429))).isNull();
  }

  @Test
  void readsRetryAfterWith429And503Only() {
    assertThat(named(429, "7")).isEqualTo(ofSeconds(7));
    assertThat(named(503, "7")).isEqualTo(ofSeconds(7));
    assertThat(named(503, "900")).isEqualTo(ofMinutes(5));
    assertThat(named(503, "soon")).isNull();
    assertThat(named(502, "7")).isNull();
    assertThat(STANDARD.named(Outages.of(SampleEndings.dropped()))).isNull();
  }

  @Test
  void valuesOutOfRangeAreRefusedByName() {
    assertThat(STANDARD.onStatus(100, OWN).onStatus(100)).isEqualTo(OWN);
    assertThat(STANDARD.onStatus(999, OWN).onStatus(999)).isEqualTo(OWN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.onStatus(99, OWN))
        .withMessage("HTTP status 99 is not in 100-999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.onStatus(1000, OWN))
        .withMessage("HTTP status 1000 is not in 100-999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.maxRetryAfter(ofSeconds(-1)))
        .withMessage("maxRetryAfter PT-1S is not in PT0S-PT8760H");
  }

  @Test
  void isEqualByValueAndSaysWhatDiffersFromTheDefault() {
    Waits one = STANDARD.on(CloseCode.of(4000), OWN);
    assertThat(one)
        .isEqualTo(STANDARD.on(CloseCode.of(4000), OWN))
        .hasSameHashCodeAs(STANDARD.on(CloseCode.of(4000), OWN))
        .isNotEqualTo(STANDARD)
        .isNotEqualTo(one.maxRetryAfter(ZERO))
        .isNotEqualTo("waits")
        .hasToString(
            "Waits[own={4000 Private Use=Wait[least=PT1S, most=PT2S, elsewhereFirst=false]},"
                + " maxRetryAfter=PT5M]");
    assertThat(STANDARD.hashCode()).isEqualTo(ofMinutes(5).hashCode());
    assertThat(one.hashCode()).isNotEqualTo(STANDARD.hashCode());
  }

  private static @Nullable Duration named(int status, String value) {
    return STANDARD.named(Outages.of(SampleEndings.refused(status, "Retry-After", value)));
  }
}
