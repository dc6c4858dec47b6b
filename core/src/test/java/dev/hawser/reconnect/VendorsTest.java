package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class VendorsTest {
  private static final VendorProfile PUSHER = VendorProfile.named("pusher");
  private static final VendorProfile PHOENIX = VendorProfile.named("phoenix");

  @Test
  void anEndpointsOwnProfileCountsMoreThanTheCommonOne() {
    Vendors vendors = Vendors.NONE.with(PUSHER).with(1, PHOENIX);
    assertThat(vendors.of(0)).isEqualTo(PUSHER);
    assertThat(vendors.of(1)).isEqualTo(PHOENIX);
    assertThat(vendors.of(2)).isEqualTo(PUSHER);
    assertThat(vendors.with(1, PUSHER).of(1)).isEqualTo(PUSHER);
  }

  @Test
  void withoutAnyThereIsNone() {
    assertThat(Vendors.NONE.of(0)).isNull();
    assertThat(Vendors.NONE.with(1, PHOENIX).of(0)).isNull();
  }

  @Test
  void endpointsAreCountedFromZero() {
    assertThat(Vendors.NONE.with(0, PHOENIX).of(0)).isEqualTo(PHOENIX);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vendors.NONE.with(-1, PHOENIX))
        .withMessage("endpoint -1 is negative");
  }
}
