package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParcelTest {
  @Test
  void positionsBeginAtOneAndGoRound() {
    assertThat(Ledger.position(0)).isEqualTo(1);
    assertThat(Ledger.position(Integer.MAX_VALUE - 1L)).isEqualTo(Integer.MAX_VALUE);
    assertThat(Ledger.position(Integer.MAX_VALUE)).isEqualTo(1);
    assertThat(Ledger.position(10_000_000_000L)).isPositive();
  }

  @Test
  void theOlderOfTwoIsTheOneLessThanHalfATurnBehind() {
    assertThat(Parcel.order(1, 2)).isNegative();
    assertThat(Parcel.order(2, 1)).isPositive();
    assertThat(Parcel.order(5, 5)).isZero();
    assertThat(Parcel.order(Integer.MAX_VALUE, 3)).isNegative();
    assertThat(Parcel.order(3, Integer.MAX_VALUE)).isPositive();
  }
}
