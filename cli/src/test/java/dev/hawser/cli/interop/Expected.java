package dev.hawser.cli.interop;

import dev.hawser.cli.interop.AutobahnReport.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the Autobahn suite is expected to say of one side of a transport: OK, but for the cases of a
 * list, which each have a reason.
 */
record Expected(Map<String, Row> rows) {
  /** The suite's verdict is OK on both counts. */
  static final Verdict OK = new Verdict("OK", "OK");

  /** A case that need not be OK, and whether it must not be. */
  record Row(Verdict verdict, boolean always, String because) {
    boolean allows(Verdict verdict) {
      return verdict.equals(this.verdict) || (!always && verdict.equals(OK));
    }
  }

  /**
   * Reads the rows of a transport's side: {@code TRANSPORT SIDE CASE BEHAVIOR CLOSE WHEN because}.
   *
   * @throws IllegalArgumentException if a row is no such, or is there twice
   */
  static Expected read(List<String> lines, String transport, String side) {
    Map<String, Row> rows = new HashMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split(" +", 7);
      if (cells.length < 7 || !List.of("always", "sometimes").contains(cells[5])) {
        throw new IllegalArgumentException("not a row of seven cells: " + line);
      }
      if (!fits(cells[0], transport) || !fits(cells[1], side)) {
        continue;
      }
      Row row = new Row(new Verdict(cells[3], cells[4]), cells[5].equals("always"), cells[6]);
      if (rows.put(cells[2], row) != null) {
        throw new IllegalArgumentException("a second row for the same case: " + line);
      }
    }
    return new Expected(rows);
  }

  private static boolean fits(String cell, String name) {
    return cell.equals("*") || cell.equals(name);
  }

  /** Returns the cases of a report that did not come out as they are expected. */
  List<String> against(AutobahnReport report) {
    List<String> unexpected = new ArrayList<>();
    report
        .cases()
        .forEach(
            (name, verdict) -> {
              if (!as(name, verdict)) {
                unexpected.add(name);
              }
            });
    return unexpected;
  }

  private boolean as(String name, Verdict verdict) {
    Row row = rows.get(name);
    return row == null ? verdict.equals(OK) : row.allows(verdict);
  }

  /** Tells what was expected of a case. */
  Verdict of(String name) {
    Row row = rows.get(name);
    return row == null ? OK : row.verdict;
  }
}
