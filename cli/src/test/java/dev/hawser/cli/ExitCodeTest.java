package dev.hawser.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Unreachability;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  @Test
  void numbersAreAsDocumented() {
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::status))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void anEndOfOurOwnAndOneWith1000AreWell() {
    assertThat(ExitCode.of(Partings.closed(Initiator.USER, CloseCode.GOING_AWAY)))
        .isEqualTo(ExitCode.OK);
    assertThat(ExitCode.of(Partings.closed(Initiator.PEER, CloseCode.NORMAL_CLOSURE)))
        .isEqualTo(ExitCode.OK);
    assertThat(ExitCode.of(Partings.aborted(Initiator.USER))).isEqualTo(ExitCode.OK);
  }

  @Test
  void anotherCodeOfThePeerIsClosed() {
    assertThat(ExitCode.of(Partings.closed(Initiator.PEER, CloseCode.GOING_AWAY)))
        .isEqualTo(ExitCode.CLOSED);
    assertThat(ExitCode.of(Partings.closed(Initiator.PEER, CloseCode.NO_STATUS_RCVD)))
        .isEqualTo(ExitCode.CLOSED);
  }

  @Test
  void aHandshakeRefusedOrNotAnsweredIsToldApart() {
    assertThat(ExitCode.of(Partings.refused(401))).isEqualTo(ExitCode.REFUSED);
    assertThat(ExitCode.of(Partings.unreachable(Unreachability.NAME_NOT_RESOLVED)))
        .isEqualTo(ExitCode.UNREACHABLE);
    assertThat(ExitCode.of(Partings.unreachable(Unreachability.TLS_FAILED)))
        .isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void aLineThatDroppedOrDiedIsLost() {
    assertThat(ExitCode.of(Partings.dropped())).isEqualTo(ExitCode.LOST);
    assertThat(ExitCode.of(Partings.failed(Fault.HEARTBEAT_TIMEOUT))).isEqualTo(ExitCode.LOST);
    assertThat(ExitCode.of(Partings.aborted(Initiator.LIBRARY))).isEqualTo(ExitCode.LOST);
  }

  @Test
  void aRuleThePeerBrokeMakesThisSideGiveUp() {
    assertThat(ExitCode.of(Partings.failed(Fault.PROTOCOL_VIOLATION))).isEqualTo(ExitCode.GIVEN_UP);
    assertThat(ExitCode.of(Partings.failed(Fault.MESSAGE_TOO_BIG))).isEqualTo(ExitCode.GIVEN_UP);
  }
}
