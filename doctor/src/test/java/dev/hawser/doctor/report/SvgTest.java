package dev.hawser.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.report.Svg.Bar;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The charts to the tenth of a unit: 340 wide, a bar every 26, a histogram 90 high. */
class SvgTest {
  private static String open(int height) {
    return "<svg viewBox=\"0 0 340 " + height + "\" role=\"img\" aria-label=\"a &amp; b\">";
  }

  private static String text(int x, int y, String anchor, String text) {
    return "<text x=\""
        + x
        + "\" y=\""
        + y
        + "\" text-anchor=\""
        + anchor
        + "\">"
        + text
        + "</text>";
  }

  private static String bar(String kind, String x, int y, String width) {
    String at = "<rect class=\"" + kind + "\" x=\"" + x + "\" y=\"" + y;
    return at + "\" width=\"" + width + "\" height=\"7\" rx=\"2\"/>";
  }

  private static String column(String x, String y, String height) {
    String at = "<rect class=\"OK\" x=\"" + x + "\" y=\"" + y;
    return at + "\" width=\"26.3\" height=\"" + height + "\"/>";
  }

  @Test
  void barsStandBelowEachOtherOnTheScaleOfTheLastEnd() {
    List<Bar> bars =
        List.of(
            new Bar("<one>", 0, 50, "OK", "50 ms"),
            new Bar("two", 50, 150, "FAIL", "150 ms"),
            new Bar("three", 200, 0, "WARN", "0 ms"));
    assertThat(Svg.bars("a & b", bars))
        .isEqualTo(
            open(82)
                + text(0, 11, "start", "&lt;one&gt;")
                + text(340, 11, "end", "50 ms")
                + bar("OK", "0.0", 15, "85.0")
                + text(0, 37, "start", "two")
                + text(340, 37, "end", "150 ms")
                + bar("FAIL", "85.0", 41, "255.0")
                + text(0, 63, "start", "three")
                + text(340, 63, "end", "0 ms")
                + bar("WARN", "338.0", 67, "2.0")
                + "</svg>");
    assertThat(Svg.bars("a & b", List.of())).isEqualTo(open(4) + "</svg>");
  }

  @Test
  void aHistogramCountsInTwelveStepsFromTheLeastToTheMost() {
    StringBuilder none = new StringBuilder();
    for (String x :
        List.of("57.7", "86.0", "114.3", "142.7", "171.0", "199.3", "227.7", "256.0", "284.3")) {
      none.append(column(x, "90.0", "0.0"));
    }
    List<Long> values = List.of(1_000L, 1_500L, 1_999L, 2_000L, 13_000L);
    assertThat(Svg.histogram("a & b", values, "ms"))
        .isEqualTo(
            open(108)
                + column("1.0", "14.0", "76.0")
                + text(14, 11, "middle", "3")
                + column("29.3", "64.7", "25.3")
                + text(42, 61, "middle", "1")
                + none
                + column("312.7", "64.7", "25.3")
                + text(325, 61, "middle", "1")
                + text(0, 104, "start", "1.00 ms")
                + text(340, 104, "end", "13.00 ms")
                + "</svg>");
  }

  @Test
  void valuesThatAreAllTheSameStandInTheFirstStep() {
    assertThat(Svg.histogram("a & b", List.of(1_234L, 1_234L), "ms"))
        .startsWith(open(108) + column("1.0", "14.0", "76.0") + text(14, 11, "middle", "2"))
        .endsWith(text(0, 104, "start", "1.23 ms") + text(340, 104, "end", "1.23 ms") + "</svg>");
  }
}
