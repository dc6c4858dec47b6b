package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Unreachability;
import org.junit.jupiter.api.Test;

class AdviceTest {
  private static final Advice ADVICE = Advice.standard();
  private static final Advice.Row TOLD_TO_RETRY =
      new Advice.Row(true, "the policy is told to retry");
  private static final Advice.Row TOLD_TO_STOP =
      new Advice.Row(false, "the policy is told to stop");

  @Test
  void anEndingOfTheUsersOwnAlwaysStops() {
    Advice.Row byUser = new Advice.Row(false, "the user ended it");
    Advice eager = ADVICE.retryOn(CloseCode.NORMAL_CLOSURE, CloseCode.ABNORMAL_CLOSURE);
    assertThat(eager.on(SampleEndings.closed(Initiator.USER, 1000))).isEqualTo(byUser);
    assertThat(eager.on(SampleEndings.closed(Initiator.USER, 1012))).isEqualTo(byUser);
    assertThat(eager.on(SampleEndings.aborted(Initiator.USER))).isEqualTo(byUser);
  }

  @Test
  void theTypedEndingChoosesTheTable() {
    assertThat(ADVICE.on(SampleEndings.closedByPeer(1012)))
        .isEqualTo(StandardAdvice.of(CloseCode.SERVICE_RESTART));
    assertThat(ADVICE.on(SampleEndings.dropped()))
        .isEqualTo(StandardAdvice.of(CloseCode.ABNORMAL_CLOSURE));
    assertThat(ADVICE.on(SampleEndings.refused(503))).isEqualTo(StandardAdvice.ofStatus(503));
    assertThat(ADVICE.on(SampleEndings.refused(404))).isEqualTo(StandardAdvice.ofStatus(404));
    assertThat(ADVICE.on(SampleEndings.unreachable(Unreachability.BAD_ANSWER)))
        .isEqualTo(StandardAdvice.of(Unreachability.BAD_ANSWER));
    assertThat(ADVICE.on(SampleEndings.failed(Fault.PREPARE_TIMEOUT)))
        .isEqualTo(StandardAdvice.of(Fault.PREPARE_TIMEOUT));
  }

  @Test
  void theSameNumberIsJudgedByWhoSaidIt() {
    Ending dead = SampleEndings.failed(Fault.HEARTBEAT_TIMEOUT);
    assertThat(dead.code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
    assertThat(ADVICE.stopOn(CloseCode.ABNORMAL_CLOSURE).on(dead).retry()).isTrue();
    assertThat(ADVICE.on(SampleEndings.closedByPeer(1000)).retry()).isFalse();
    assertThat(ADVICE.on(SampleEndings.closed(Initiator.LIBRARY, 1000)))
        .isEqualTo(new Advice.Row(true, "this side let the link go to dial anew"));
    assertThat(ADVICE.on(SampleEndings.aborted(Initiator.LIBRARY)).retry()).isTrue();
    assertThat(ADVICE.on(SampleEndings.aborted(Initiator.PEER)))
        .isEqualTo(StandardAdvice.of(CloseCode.ABNORMAL_CLOSURE));
  }

  @Test
  void codesCanBeOverruledEachWay() {
    Advice other =
        ADVICE
            .stopOn(CloseCode.of(4001), CloseCode.SERVICE_RESTART)
            .retryOn(CloseCode.PROTOCOL_ERROR, CloseCode.NORMAL_CLOSURE);
    assertThat(other.on(CloseCode.PROTOCOL_ERROR)).isEqualTo(TOLD_TO_RETRY);
    assertThat(other.on(CloseCode.of(4001))).isEqualTo(TOLD_TO_STOP);
    assertThat(other.on(CloseCode.SERVICE_RESTART)).isEqualTo(TOLD_TO_STOP);
    assertThat(other.on(CloseCode.GOING_AWAY)).isEqualTo(ADVICE.on(CloseCode.GOING_AWAY));
    assertThat(other.on(CloseCode.NORMAL_CLOSURE)).isEqualTo(TOLD_TO_RETRY);
    assertThat(other.on(CloseCode.of(4002)).retry()).isTrue();
  }

  @Test
  void statusesKindsAndFaultsCanBeOverruledEachWay() {
    Advice other =
        ADVICE
            .retryOnStatus(403, 404)
            .stopOnStatus(503)
            .retryOn(Unreachability.TLS_FAILED)
            .stopOn(Unreachability.NAME_NOT_RESOLVED)
            .retryOn(Fault.CALLBACK_FAILED)
            .stopOn(Fault.HEARTBEAT_TIMEOUT);
    assertThat(other.onStatus(403)).isEqualTo(TOLD_TO_RETRY);
    assertThat(other.onStatus(404)).isEqualTo(TOLD_TO_RETRY);
    assertThat(other.onStatus(503)).isEqualTo(TOLD_TO_STOP);
    assertThat(other.onStatus(502)).isEqualTo(StandardAdvice.ofStatus(502));
    assertThat(other.on(Unreachability.TLS_FAILED)).isEqualTo(TOLD_TO_RETRY);
    assertThat(other.on(Unreachability.NAME_NOT_RESOLVED)).isEqualTo(TOLD_TO_STOP);
    assertThat(other.on(Fault.CALLBACK_FAILED)).isEqualTo(TOLD_TO_RETRY);
    assertThat(other.on(Fault.HEARTBEAT_TIMEOUT)).isEqualTo(TOLD_TO_STOP);
  }

  @Test
  void aCodeAndAStatusOfTheSameNumberAreDifferentThings() {
    assertThat(ADVICE.stopOn(CloseCode.of(503)).onStatus(503).retry()).isTrue();
  }

  @Test
  void theLastWordOnACodeCounts() {
    CloseCode code = CloseCode.of(4001);
    assertThat(ADVICE.stopOn(code).retryOn(code).on(code)).isEqualTo(TOLD_TO_RETRY);
  }

  @Test
  void overrulingLeavesTheOriginalAlone() {
    ADVICE.stopOn(CloseCode.SERVICE_RESTART);
    assertThat(ADVICE.on(CloseCode.SERVICE_RESTART).retry()).isTrue();
  }

  @Test
  void credentialsMayBeToBlameFor401And1008And3000() {
    assertThat(ADVICE.onStatus(401))
        .isEqualTo(new Advice.Row(false, "the same credentials would be refused again", true));
    assertThat(ADVICE.on(CloseCode.UNAUTHORIZED).renew()).isTrue();
    assertThat(ADVICE.on(CloseCode.POLICY_VIOLATION).renew()).isTrue();
    assertThat(ADVICE.on(CloseCode.FORBIDDEN).renew()).isFalse();
    assertThat(ADVICE.onStatus(403).renew()).isFalse();
  }

  @Test
  void whatIsRetriedRenewsWhereItMightHelpAndWhatIsStoppedDoesNot() {
    Advice eager =
        ADVICE
            .retryOn(CloseCode.POLICY_VIOLATION, CloseCode.FORBIDDEN)
            .retryOnStatus(401, 403)
            .retryOn(Unreachability.TLS_FAILED);
    Advice.Row renews = new Advice.Row(true, "the policy is told to retry", true);
    assertThat(eager.on(CloseCode.POLICY_VIOLATION)).isEqualTo(renews);
    assertThat(eager.on(CloseCode.FORBIDDEN)).isEqualTo(TOLD_TO_RETRY);
    assertThat(eager.onStatus(401)).isEqualTo(renews);
    assertThat(eager.onStatus(403)).isEqualTo(TOLD_TO_RETRY);
    assertThat(eager.on(Unreachability.TLS_FAILED)).isEqualTo(TOLD_TO_RETRY);
    assertThat(ADVICE.stopOn(CloseCode.POLICY_VIOLATION).on(CloseCode.POLICY_VIOLATION))
        .isEqualTo(TOLD_TO_STOP);
    assertThat(ADVICE.stopOnStatus(401).onStatus(401)).isEqualTo(TOLD_TO_STOP);
  }

  @Test
  void otherCodesAndStatusesCanAskForFreshCredentials() {
    Advice.Row renew =
        new Advice.Row(false, "the policy is told to stop unless fresh credentials help", true);
    assertThat(ADVICE.renewOn(CloseCode.of(4401)).on(CloseCode.of(4401))).isEqualTo(renew);
    assertThat(ADVICE.renewOnStatus(403).onStatus(403)).isEqualTo(renew);
  }

  @Test
  void aStatusIsAThreeDigitNumber() {
    assertThat(ADVICE.onStatus(100).retry()).isFalse();
    assertThat(ADVICE.retryOnStatus(999).onStatus(999).retry()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ADVICE.stopOnStatus(99))
        .withMessage("HTTP status 99 is not in 100-999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ADVICE.retryOnStatus(1000))
        .withMessage("HTTP status 1000 is not in 100-999");
  }
}
