package dev.hawser.cli.doctor;

import dev.hawser.cli.Paint;
import dev.hawser.doctor.judge.Phrase;
import dev.hawser.doctor.report.Sheet;
import dev.hawser.doctor.report.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report for a terminal: the verdict first, then what was done, why, and what to do. */
final class TextReport {
  private static final int ID_COLUMNS = 16;
  private static final int INDENT = 10;

  private final Paint paint;
  private final Texts texts;

  TextReport(Paint paint, Texts texts) {
    this.paint = paint;
    this.texts = texts;
  }

  List<String> lines(Sheet sheet, @Nullable List<String> changes) {
    List<String> lines = new ArrayList<>();
    boolean healthy = sheet.verdict().cause().equals(Sheet.HEALTHY);
    lines.add(sheet.url() + "   " + head(sheet, healthy));
    for (Sheet.Line step : sheet.steps()) {
      lines.addAll(step(step));
    }
    lines.add("");
    if (healthy) {
      lines.addAll(paint.wrap(sheet.verdict().summary(), 0));
    } else {
      told(lines, "report.why", sheet.verdict().cause() + " · " + sheet.why());
      for (String proof : sheet.proof()) {
        told(lines, "report.proof", proof);
      }
      told(lines, "report.fix", sheet.fix());
      told(lines, "report.check", "hawser doctor " + sheet.url());
    }
    for (Sheet.Requirement bound : sheet.requirements()) {
      lines.add(requirement(bound));
    }
    for (Sheet.Verdict warning : sheet.warnings()) {
      String said = label("report.also") + " " + warning.cause() + " · " + warning.summary();
      marked(lines, paint.wait("! "), said, 2);
    }
    for (Sheet.Next next : sheet.nextTests()) {
      lines.add(paint.dim("? " + label("report.next") + " " + next.why()));
      lines.add(paint.dim("    " + next.command()));
    }
    if (changes != null) {
      lines.add(texts.say(changes.isEmpty() ? "report.unchanged" : "report.changed"));
      changes.forEach(change -> lines.add("  " + change));
    }
    return lines;
  }

  /** Returns the words with the language's colon, and the space that French has before it. */
  private String label(String key) {
    return texts.say(Phrase.of("report.label", texts.say(key)));
  }

  private String head(Sheet sheet, boolean healthy) {
    if (healthy) {
      return paint.good(texts.say("report.healthy"));
    }
    String sure =
        texts.confidence(dev.hawser.diagnosis.Confidence.valueOf(sheet.verdict().confidence()));
    Phrase guilty = Phrase.of("report.guilty", texts.hop(sheet.verdict().hop()), sure);
    return paint.bad(texts.say(guilty));
  }

  private List<String> step(Sheet.Line step) {
    List<String> lines = new ArrayList<>();
    String mark =
        switch (step.outcome()) {
          case "OK" -> paint.good("✓ ");
          case "WARN" -> paint.wait("! ");
          case "FAIL" -> paint.bad("✗ ");
          default -> "? ";
        };
    String name = step.id();
    String padded = name + " ".repeat(Math.max(1, ID_COLUMNS - name.length()));
    List<String> wrapped =
        paint.wrap(step.evidence() + "  " + step.ms() + "\u00a0ms", ID_COLUMNS + 2);
    lines.add(mark + padded + wrapped.get(0));
    wrapped.stream().skip(1).forEach(more -> lines.add(" ".repeat(ID_COLUMNS + 2) + more));
    return lines;
  }

  private void told(List<String> lines, String key, String text) {
    String name = texts.say(key);
    String lead = name + " ".repeat(Math.max(1, INDENT - name.length()));
    for (String paragraph : text.split("\n", -1)) {
      boolean code = paragraph.startsWith("  ");
      List<String> wrapped = code ? List.of(paragraph) : paint.wrap(paragraph, INDENT + 2);
      for (String line : wrapped) {
        lines.add("  " + (lead.isBlank() ? lead : paint.bold(lead)) + line);
        lead = " ".repeat(INDENT);
      }
    }
  }

  private void marked(List<String> lines, String mark, String text, int indent) {
    List<String> wrapped = paint.wrap(text, indent);
    lines.add(mark + wrapped.get(0));
    wrapped.stream().skip(1).forEach(more -> lines.add(" ".repeat(indent) + more));
  }

  private String requirement(Sheet.Requirement bound) {
    String measured =
        bound.measured().isEmpty()
            ? texts.say("report.not-measured")
            : texts.say("report.measured") + " " + texts.figure(bound.measured());
    String said =
        texts.say("report.requirement")
            + " "
            + texts.say(Phrase.of("report.label", bound.bound()))
            + " "
            + texts.say(bound.met() ? "report.met" : "report.unmet")
            + ", "
            + measured;
    return bound.met() ? paint.good("✓ ") + said : paint.bad("✗ ") + said;
  }
}
