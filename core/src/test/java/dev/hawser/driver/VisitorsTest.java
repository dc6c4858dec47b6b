package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.SampleEndings;
import dev.hawser.diagnosis.History;
import dev.hawser.diagnosis.Loss;
import org.junit.jupiter.api.Test;

class VisitorsTest {
  private static final Ending CUT = SampleEndings.dropped();

  private final Visitors visitors = new Visitors();

  @Test
  void cutsOfOneAddressAreToldTogetherWhateverThePort() {
    visitors.ended("192.0.2.7:4711", CUT, 10, 1);
    visitors.ended("192.0.2.8:4711", CUT, 11, 2);
    assertThat(visitors.ended("192.0.2.7:4712", CUT, 20, 3).losses())
        .containsExactly(Loss.of(CUT, 10, 1), Loss.of(CUT, 20, 3));
    assertThat(visitors.ended("[2001:db8::1]:80", CUT, 30, 4).losses()).hasSize(1);
    assertThat(visitors.ended("[2001:db8::1]:81", CUT, 31, 5).losses()).hasSize(2);
    assertThat(visitors.ended("nowhere", CUT, 32, 6).losses()).hasSize(1);
  }

  @Test
  void aGoodByeIsNoLossAndNeitherIsWhatThisSideDid() {
    Ending silent = SampleEndings.failed(Fault.HEARTBEAT_TIMEOUT);
    Ending wanted = SampleEndings.closed(Initiator.USER, 1000);
    for (Ending other : new Ending[] {SampleEndings.closedByPeer(1001), silent, wanted}) {
      assertThat(visitors.ended("192.0.2.7:1", other, 10, 1)).isEqualTo(History.NONE);
    }
    assertThat(visitors.ended("192.0.2.7:1", CUT, 10, 1).losses()).hasSize(1);
  }

  @Test
  void theAddressesThatLostOneLongestAgoAreForgotten() {
    for (int i = 0; i < Visitors.MAX_ADDRESSES; i++) {
      visitors.ended(i + ":1", CUT, i, 1);
    }
    assertThat(visitors.ended("0:1", CUT, 500, 1).losses()).hasSize(2);
    visitors.ended("new:1", CUT, 600, 1);
    assertThat(visitors.ended("0:1", CUT, 700, 1).losses()).hasSize(3);
    assertThat(visitors.ended("1:1", CUT, 700, 1).losses()).hasSize(1);
  }
}
