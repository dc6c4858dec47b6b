package dev.hawser.doctor.report;

import java.util.List;
import java.util.Locale;

/** Charts as SVG that stand in a page: no script, no font, no address of anything. */
final class Svg {
  private static final int WIDTH = 340;
  private static final int ROW = 26;
  private static final int TEXT = 11;

  private Svg() {}

  /**
   * One bar of a chart.
   *
   * @param name what it stands for
   * @param from where it begins
   * @param length how long it is
   * @param kind its class in the style sheet: {@code OK}, {@code WARN}, {@code FAIL}
   * @param note what stands behind it
   */
  record Bar(String name, long from, long length, String kind, String note) {}

  /** Returns text that a page may hold as it is. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Returns bars one below the other on one scale, each with its name above it. */
  static String bars(String title, List<Bar> bars) {
    long end = 1;
    for (Bar bar : bars) {
      end = Math.max(end, bar.from() + bar.length());
    }
    StringBuilder svg = open(title, bars.size() * ROW + 4);
    int y = 0;
    for (Bar bar : bars) {
      double x = (double) bar.from() / end * WIDTH;
      double width = Math.max(2, (double) bar.length() / end * WIDTH);
      svg.append(text(0, y + TEXT, bar.name(), "start"));
      svg.append(text(WIDTH, y + TEXT, bar.note(), "end"));
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"7\" rx=\"2\"/>",
              bar.kind(),
              Math.min(x, WIDTH - 2.0),
              y + TEXT + 4,
              width));
      y += ROW;
    }
    return svg.append("</svg>").toString();
  }

  /** Returns how often values fall into each of a dozen equal steps. */
  static String histogram(String title, List<Long> values, String unit) {
    long least = values.stream().min(Long::compare).orElse(0L);
    long most = values.stream().max(Long::compare).orElse(0L);
    int steps = 12;
    int[] counts = new int[steps];
    double step = Math.max(1, (most - least) / (double) steps);
    int highest = 1;
    for (long value : values) {
      int at = (int) Math.min(steps - 1, (value - least) / step);
      highest = Math.max(highest, ++counts[at]);
    }
    int height = 90;
    StringBuilder svg = open(title, height + 18);
    double width = WIDTH / (double) steps;
    for (int i = 0; i < steps; i++) {
      double tall = counts[i] * (height - 14.0) / highest;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"OK\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
              i * width + 1,
              height - tall,
              width - 2,
              tall));
      if (counts[i] > 0) {
        svg.append(
            text(
                (int) (i * width + width / 2),
                (int) (height - tall - 3),
                "" + counts[i],
                "middle"));
      }
    }
    svg.append(text(0, height + 14, figure(least) + " " + unit, "start"));
    svg.append(text(WIDTH, height + 14, figure(most) + " " + unit, "end"));
    return svg.append("</svg>").toString();
  }

  private static String figure(long micros) {
    return String.format(Locale.ROOT, "%.2f", micros / 1_000.0);
  }

  private static StringBuilder open(String title, int height) {
    return new StringBuilder("<svg viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(height)
        .append("\" role=\"img\" aria-label=\"")
        .append(escape(title))
        .append("\">");
  }

  private static String text(int x, int y, String text, String anchor) {
    return "<text x=\""
        + x
        + "\" y=\""
        + y
        + "\" text-anchor=\""
        + anchor
        + "\">"
        + escape(text)
        + "</text>";
  }
}
