package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkFinishTest {
  private static final LinkFacts FACTS = LinkFacts.bare(Role.CLIENT, Phase.OPEN);
  private static final Set<Fault> OF_THE_PEER_OR_THE_LINE =
      EnumSet.of(
          Fault.PROTOCOL_VIOLATION,
          Fault.INVALID_PAYLOAD,
          Fault.MESSAGE_TOO_BIG,
          Fault.HEARTBEAT_TIMEOUT);

  @Test
  void becomesTheEndingOfItsKindWithTheFacts() {
    HttpAnswer answer = HttpAnswer.of(503, Headers.empty());
    assertThat(new LinkFinish.ByClose(Initiator.PEER, CloseReason.NONE).with(FACTS))
        .isEqualTo(new Ending.Closed(Initiator.PEER, CloseReason.NONE, FACTS));
    assertThat(new LinkFinish.ByFault(Fault.CLOSE_TIMEOUT, "late").with(FACTS))
        .isEqualTo(new Ending.Failed(Fault.CLOSE_TIMEOUT, "late", FACTS));
    assertThat(new LinkFinish.ByLoss().with(FACTS)).isEqualTo(new Ending.Dropped(FACTS));
    assertThat(new LinkFinish.ByRefusal(answer).with(FACTS))
        .isEqualTo(new Ending.Refused(answer, FACTS));
    assertThat(new LinkFinish.Unanswered(Unreachability.LOST, "gone").with(FACTS))
        .isEqualTo(new Ending.Unreachable(Unreachability.LOST, "gone", FACTS));
    assertThat(new LinkFinish.ByAbort(Initiator.USER, true).with(FACTS))
        .isEqualTo(new Ending.Aborted(Initiator.USER, true, FACTS));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFaultKeepsWhatCameBeforeItUnlessTheApplicationIsTheCause(Fault fault) {
    assertThat(new LinkFinish.ByFault(fault, "").keepsUndelivered())
        .isEqualTo(OF_THE_PEER_OR_THE_LINE.contains(fault));
  }

  @Test
  void thePeersCloseAndALossKeepWhatCameBefore() {
    assertThat(new LinkFinish.ByClose(Initiator.PEER, CloseReason.NONE).keepsUndelivered())
        .isTrue();
    assertThat(new LinkFinish.ByLoss().keepsUndelivered()).isTrue();
  }

  @Test
  void anEndOfOursDoesNot() {
    assertThat(new LinkFinish.ByClose(Initiator.USER, CloseReason.NONE).keepsUndelivered())
        .isFalse();
    assertThat(new LinkFinish.ByAbort(Initiator.USER, true).keepsUndelivered()).isFalse();
    assertThat(new LinkFinish.ByRefusal(HttpAnswer.of(404, Headers.empty())).keepsUndelivered())
        .isFalse();
    assertThat(new LinkFinish.Unanswered(Unreachability.LOST, "").keepsUndelivered()).isFalse();
  }
}
