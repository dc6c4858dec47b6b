package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Role;
import dev.hawser.machine.Farewell.Ours;
import dev.hawser.machine.LinkFinish.ByClose;
import dev.hawser.machine.LinkFinish.ByFault;
import dev.hawser.machine.LinkFinish.ByLoss;
import org.junit.jupiter.api.Test;

class FarewellTest {
  private static final Farewell BY_USER =
      Farewell.to(new ByClose(Initiator.USER, CloseReason.of(CloseCode.NORMAL_CLOSURE)));
  private static final Farewell BY_FAULT =
      Farewell.to(new ByFault(Fault.PROTOCOL_VIOLATION, "wrong"));

  @Test
  void beginsWithOurCloseQueuedAndNothingOfThePeer() {
    assertThat(BY_USER.ours()).isEqualTo(Ours.QUEUED);
    assertThat(BY_USER.received()).isFalse();
    assertThat(BY_USER.peerEnded()).isFalse();
  }

  @Test
  void answersWithTheSameCodeAndEmptyToEmpty() {
    CloseReason restart = CloseReason.of(CloseCode.SERVICE_RESTART, "back soon");
    assertThat(Farewell.answer(restart))
        .isEqualTo(new LinkEffect.SendClose(CloseReason.of(CloseCode.SERVICE_RESTART), true));
    assertThat(Farewell.answer(CloseReason.NONE).reason()).isEqualTo(CloseReason.NONE);
  }

  @Test
  void isAgreedOnceThePeersCloseCameAndAfterAFaultFromTheStart() {
    assertThat(BY_USER.agreed()).isFalse();
    assertThat(BY_USER.withTheirs().agreed()).isTrue();
    assertThat(BY_FAULT.agreed()).isTrue();
    assertThat(BY_USER.finishOr(new ByLoss())).isEqualTo(new ByLoss());
    assertThat(BY_USER.withTheirs().finishOr(new ByLoss())).isEqualTo(BY_USER.finish());
  }

  @Test
  void isCompleteWhenBothClosesPassedOursIsWrittenAndThePeerEnded() {
    Farewell all = BY_USER.withTheirs().withoutPeer().sent(Ours.WRITTEN);
    assertThat(all.complete()).isTrue();
    assertThat(all.sent(Ours.SENT).complete()).isFalse();
    assertThat(BY_USER.withTheirs().sent(Ours.WRITTEN).complete()).isFalse();
    assertThat(BY_USER.withoutPeer().sent(Ours.WRITTEN).complete()).isFalse();
    assertThat(BY_FAULT.withoutPeer().sent(Ours.WRITTEN).complete()).isTrue();
  }

  @Test
  void theServerEndsTcpFirstAndAfterAFaultEitherSide() {
    Farewell both = BY_USER.sent(Ours.SENT).withTheirs();
    assertThat(both.endsTcpFirst(Role.SERVER)).isTrue();
    assertThat(both.endsTcpFirst(Role.CLIENT)).isFalse();
    assertThat(BY_USER.sent(Ours.WRITTEN).endsTcpFirst(Role.SERVER)).isFalse();
    assertThat(BY_USER.withTheirs().endsTcpFirst(Role.SERVER)).isFalse();
    assertThat(BY_FAULT.endsTcpFirst(Role.CLIENT)).isFalse();
    assertThat(BY_FAULT.sent(Ours.SENT).endsTcpFirst(Role.CLIENT)).isTrue();
  }
}
