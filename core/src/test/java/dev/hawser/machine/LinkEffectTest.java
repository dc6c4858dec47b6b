package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.machine.LinkEffect.Announce;
import dev.hawser.machine.LinkEffect.Plain;
import dev.hawser.machine.LinkEffect.SendClose;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkEffectTest {
  @Test
  void eachEffectHasItsOwnMethod() {
    assertThat(RecordedActs.of(List.of(Plain.values())))
        .containsExactly("tellOpen", "ping", "halfClose", "drop", "discard");
  }

  @Test
  void aCloseSaysWhatAndWhen() {
    CloseReason reason = CloseReason.of(CloseCode.GOING_AWAY);
    assertThat(RecordedActs.of(List.of(new SendClose(reason, true), new SendClose(reason, false))))
        .containsExactly("close 1001 at once", "close 1001 behind");
  }

  @Test
  void thatThePeerClosesIsTold() {
    assertThat(RecordedActs.of(List.of(new LinkEffect.TellClosing(new LinkFinish.ByLoss()))))
        .containsExactly("closing ByLoss[]");
  }

  @Test
  void theEndIsAnnounced() {
    assertThat(RecordedActs.of(List.of(new Announce(new LinkFinish.ByLoss()))))
        .containsExactly("announce ByLoss[]");
  }
}
