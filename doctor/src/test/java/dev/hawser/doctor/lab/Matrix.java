package dev.hawser.doctor.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the doctor said of each case against its label, as a page. */
final class Matrix {
  private static final List<String> SURE = List.of("CONFIRMED", "LIKELY", "POSSIBLE", "UNKNOWN");
  private static final Pattern LINE =
      Pattern.compile("\\| [^|]* \\| `([^`]*)` \\| [^|]* \\| ([^|]*) \\| ([A-Z]*) \\|");

  private final List<Row> rows = new ArrayList<>();

  /** One case: what is wrong, what was said and how sure it was. */
  record Row(String name, String rule, String expected, String said, String confidence) {
    /** Whether it is what was labelled, or one of several that are equally right. */
    boolean right() {
      return List.of(expected.split("\\|")).contains(said);
    }

    /** The label as it stands in a table. */
    String wanted() {
      return expected.replace("|", " or ");
    }

    boolean sure(String how) {
      return confidence.equals(how);
    }

    /** Whether the same is said with less confidence, or nothing at all. */
    boolean saysLessThan(Row other) {
      boolean undecided = said.equals("UNKNOWN") && sure("UNKNOWN");
      boolean same = said.equals(other.said);
      return undecided || (same && SURE.indexOf(confidence) > SURE.indexOf(other.confidence));
    }
  }

  void add(Row row) {
    rows.add(row);
  }

  List<Row> wrong(String confidence) {
    return rows.stream().filter(row -> row.sure(confidence) && !row.right()).toList();
  }

  long count(String confidence) {
    return rows.stream().filter(row -> row.sure(confidence)).count();
  }

  long right(String confidence) {
    return rows.stream().filter(row -> row.sure(confidence) && row.right()).count();
  }

  /**
   * Returns this with the page's word for the cases of which less was said, which is how a slow
   * machine shows; with more than one in ten of them it is no accident, and this is returned as it
   * is.
   */
  Matrix against(String page) {
    Matrix shown = new Matrix();
    int less = 0;
    for (Row row : rows) {
      Row there = row;
      Matcher line = LINE.matcher(page);
      while (line.find()) {
        if (line.group(1).equals(row.name())) {
          there = new Row(row.name(), row.rule(), row.expected(), line.group(2), line.group(3));
        }
      }
      boolean takes = there.right() && row.saysLessThan(there);
      less += takes ? 1 : 0;
      shown.add(takes ? there : row);
    }
    return less * 10 > rows.size() ? this : shown;
  }

  int size() {
    return rows.size();
  }

  /** Returns the page: figures, what was mistaken for what, every case. */
  String page() {
    StringBuilder page = new StringBuilder();
    page.append("## Figures\n\n");
    page.append("| confidence | cases | right | wrong |\n|---|---|---|---|\n");
    for (String sure : SURE) {
      page.append("| ").append(sure).append(" | ").append(count(sure));
      page.append(" | ").append(right(sure)).append(" | ");
      page.append(count(sure) - right(sure)).append(" |\n");
    }
    page.append(
        "\n## Mistaken for another\n\n| is | said | confidence | case |\n|---|---|---|---|\n");
    rows.stream()
        .filter(row -> !row.right())
        .forEach(
            row ->
                page.append("| ")
                    .append(row.wanted())
                    .append(" | ")
                    .append(row.said())
                    .append(" | ")
                    .append(row.confidence())
                    .append(" | `")
                    .append(row.name())
                    .append("` |\n"));
    page.append("\n## Right, by cause\n\n| cause | cases | right |\n|---|---|---|\n");
    Map<String, int[]> byCause = new TreeMap<>();
    for (Row row : rows) {
      int[] counts = byCause.computeIfAbsent(row.wanted(), key -> new int[2]);
      counts[0]++;
      counts[1] += row.right() ? 1 : 0;
    }
    byCause.forEach(
        (cause, counts) ->
            page.append("| ")
                .append(cause)
                .append(" | ")
                .append(counts[0])
                .append(" | ")
                .append(counts[1])
                .append(" |\n"));
    page.append(
        "\n## Every case\n\n| row | case | is | said | confidence |\n|---|---|---|---|---|\n");
    for (Row row : rows) {
      page.append("| ").append(row.rule()).append(" | `").append(row.name()).append("` | ");
      page.append(row.wanted()).append(" | ").append(row.said()).append(" | ");
      page.append(row.confidence()).append(" |\n");
    }
    return page.toString();
  }
}
