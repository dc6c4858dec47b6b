package dev.hawser.doctor.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the doctor said of each case against its label, as a page. */
final class Matrix {
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

  int size() {
    return rows.size();
  }

  /** Returns the page: figures, what was mistaken for what, every case. */
  String page() {
    StringBuilder page = new StringBuilder();
    page.append("## Figures\n\n");
    page.append("| confidence | cases | right | wrong |\n|---|---|---|---|\n");
    for (String sure : List.of("CONFIRMED", "LIKELY", "POSSIBLE", "UNKNOWN")) {
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
