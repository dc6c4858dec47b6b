package dev.hawser.reconnect;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.SampleEndings;
import org.junit.jupiter.api.Test;

class CounselTest {
  private static final Backoff STANDARD = Backoff.standard();
  private static final Backoff PUSHER = STANDARD.vendor(VendorProfile.named("pusher"));
  private static final Backoff AWS = STANDARD.vendor(VendorProfile.named("aws-api-gateway"));

  @Test
  void theVendorsWordCountsMoreThanTheGeneralTables() {
    assertThat(on(4100, STANDARD).row().retry()).isTrue();
    assertThat(on(4001, STANDARD).row().retry()).isTrue();
    assertThat(on(4001, PUSHER).row())
        .isEqualTo(
            new Advice.Row(
                false, "Pusher Channels calls it 'Application does not exist' and asks to stop"));
    assertThat(on(4100, PUSHER).pause()).isEqualTo(Wait.between(ofSeconds(1), ofSeconds(5)));
    assertThat(on(1001, AWS).pause()).isEqualTo(Wait.between(ofSeconds(0), ofSeconds(1)));
    assertThat(on(1008, AWS).row().retry()).isTrue();
  }

  @Test
  void theUsersWordCountsMoreThanTheVendors() {
    Backoff own =
        PUSHER
            .retryOn(CloseCode.of(4001))
            .waitAfter(CloseCode.of(4100), Wait.between(ofSeconds(7), ofSeconds(8)));
    assertThat(on(4001, own).row().retry()).isTrue();
    assertThat(on(4002, own).row().retry()).isFalse();
    assertThat(on(4100, own).pause()).isEqualTo(Wait.between(ofSeconds(7), ofSeconds(8)));
    assertThat(on(4101, own).pause()).isEqualTo(Wait.between(ofSeconds(1), ofSeconds(5)));
  }

  @Test
  void aRowWithoutAWaitLeavesTheGeneralOne() {
    assertThat(on(1012, AWS).pause()).isEqualTo(Wait.between(ofSeconds(5), ofSeconds(30)));
    assertThat(on(4200, PUSHER).pause()).isNull();
  }

  @Test
  void aCodeWithoutARowKeepsItsGeneralAdvice() {
    assertThat(on(1002, PUSHER)).isEqualTo(on(1002, STANDARD));
  }

  @Test
  void aProfileSpeaksOfTheEndpointItIsFor() {
    Backoff first = STANDARD.vendor(0, VendorProfile.named("pusher"));
    Outage elsewhere = Outages.atLast(SampleEndings.closedByPeer(4001), 1, ofSeconds(0));
    assertThat(Counsel.on(elsewhere, first).row().retry()).isTrue();
    assertThat(on(4001, first).row().retry()).isFalse();
    assertThat(Counsel.on(elsewhere, first.vendor(2, VendorProfile.named("pusher"))).row().retry())
        .isFalse();
  }

  @Test
  void aProfileSpeaksOfThePeersCloseOnly() {
    Ending own = SampleEndings.closed(Initiator.LIBRARY, 4001);
    assertThat(Counsel.on(Outages.of(own), PUSHER).row().retry()).isTrue();
    assertThat(Counsel.on(Outages.of(SampleEndings.dropped()), PUSHER).row().retry()).isTrue();
  }

  private static Counsel on(int code, Backoff policy) {
    return Counsel.on(Outages.of(SampleEndings.closedByPeer(code)), policy);
  }
}
