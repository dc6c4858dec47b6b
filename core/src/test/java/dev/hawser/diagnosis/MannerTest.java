package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseFrames;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MannerTest {
  @ParameterizedTest
  @EnumSource(TransportEnd.class)
  void aLineThatEndsIsCutUnlessNobodyAcknowledgedAnything(TransportEnd end) {
    Ending ending = new Ending.Dropped(SampleEndings.open().with(CloseFrames.none(end, false)));
    Manner expected = end == TransportEnd.WRITE_TIMEOUT ? Manner.SILENT : Manner.CUT;
    assertThat(Manner.of(ending)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void ofTheFaultsOnlyAMissingHeartbeatIsSilence(Fault fault) {
    Manner expected = fault == Fault.HEARTBEAT_TIMEOUT ? Manner.SILENT : Manner.FAULT;
    assertThat(Manner.of(SampleEndings.failed(fault))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"USER, WANTED", "LIBRARY, WANTED", "PEER, CLOSED", "NETWORK, CLOSED"})
  void aCloseIsWantedByThoseOnThisSide(Initiator by, Manner expected) {
    assertThat(Manner.of(SampleEndings.closed(by, 1001))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Initiator.class)
  void anAbortIsWanted(Initiator by) {
    assertThat(Manner.of(SampleEndings.aborted(by))).isEqualTo(Manner.WANTED);
  }

  @Test
  void aDialThatFailsIsRefusedOrReachesNobody() {
    assertThat(Manner.of(SampleEndings.refused(503))).isEqualTo(Manner.REFUSED);
    assertThat(Manner.of(SampleEndings.unreachable(Unreachability.LOST)))
        .isEqualTo(Manner.UNREACHED);
  }
}
