package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CompressionTest {
  @Test
  void isOffUnlessItIsAskedFor() {
    assertThat(Compression.OFF).isEqualTo(new Compression(false, false, false, 128, 6));
    assertThat(Compression.deflate()).isEqualTo(new Compression(true, false, false, 128, 6));
  }

  @Test
  void eachPartCanBeChangedAlone() {
    Compression wish = Compression.deflate();
    assertThat(wish.serverNoContextTakeover(true))
        .isEqualTo(new Compression(true, true, false, 128, 6));
    assertThat(wish.clientNoContextTakeover(true))
        .isEqualTo(new Compression(true, false, true, 128, 6));
    assertThat(wish.atLeast(1)).isEqualTo(new Compression(true, false, false, 1, 6));
    assertThat(wish.level(1)).isEqualTo(new Compression(true, false, false, 128, 1));
    Compression all =
        wish.level(9).atLeast(7).clientNoContextTakeover(true).serverNoContextTakeover(true);
    assertThat(all).isEqualTo(new Compression(true, true, true, 7, 9));
    assertThat(all.level(3)).isEqualTo(new Compression(true, true, true, 7, 3));
    assertThat(all.atLeast(8)).isEqualTo(new Compression(true, true, true, 8, 9));
    assertThat(all.serverNoContextTakeover(false))
        .isEqualTo(new Compression(true, false, true, 7, 9));
    assertThat(all.clientNoContextTakeover(false))
        .isEqualTo(new Compression(true, true, false, 7, 9));
  }

  @Test
  void refusesASizeBelowOneAndALevelThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Compression.deflate().atLeast(0))
        .withMessage("compression from 0 bytes on, the least is 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Compression.deflate().level(0))
        .withMessage("compression level 0 is not in 1-9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Compression.deflate().level(10))
        .withMessage("compression level 10 is not in 1-9");
  }
}
