package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PairTest {
  @Test
  void elevenComparisonsAreWrittenByHand() {
    assertThat(Pair.written())
        .extracting(Pair::key)
        .containsExactly(
            "1000-1001",
            "1000-1005",
            "1005-1006",
            "1006-1011",
            "1006-1014",
            "1006-1015",
            "1008-3000",
            "1011-1014",
            "1012-1013",
            "1012-1014",
            "1014-http-502");
  }
}
