package dev.hawser.doctor.report;

import dev.hawser.diagnosis.Confidence;
import dev.hawser.doctor.Report;
import dev.hawser.doctor.evidence.HopLook;
import dev.hawser.doctor.judge.Finding;
import dev.hawser.doctor.judge.Judgement;
import dev.hawser.doctor.judge.Phrase;
import dev.hawser.doctor.judge.Stage;
import dev.hawser.doctor.judge.Step;
import dev.hawser.doctor.judge.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A report as it may be shown: in one language, and without secrets.
 *
 * @param url the URL, the values of its query blotted out
 * @param verdict the one thing that matters
 * @param why the cause in a sentence, empty when nothing is wrong
 * @param proof what shows it
 * @param fix what to do about it, empty when nothing is wrong
 * @param ruledOut the ids of the causes that are excluded
 * @param steps what was done, in order
 * @param nextTests what would tell more
 * @param warnings what else is wrong
 * @param requirements the bounds asked for
 * @param exitCode what the command exits with
 * @param millis how long the examination took
 */
public record Sheet(
    String url,
    Verdict verdict,
    String why,
    List<String> proof,
    String fix,
    List<String> ruledOut,
    List<Line> steps,
    List<Next> nextTests,
    List<Verdict> warnings,
    List<Requirement> requirements,
    int exitCode,
    long millis) {

  /** The cause of a connection with which nothing is wrong. */
  public static final String HEALTHY = "HEALTHY";

  /** Copies the lists. */
  public Sheet {
    proof = List.copyOf(proof);
    ruledOut = List.copyOf(ruledOut);
    steps = List.copyOf(steps);
    nextTests = List.copyOf(nextTests);
    warnings = List.copyOf(warnings);
    requirements = List.copyOf(requirements);
  }

  /**
   * What is wrong.
   *
   * @param cause its id, {@code HEALTHY} when nothing is
   * @param confidence how sure that is
   * @param hop where it sits
   * @param phase when it shows
   * @param summary all of it in words
   */
  public record Verdict(
      String cause, String confidence, String hop, String phase, String summary) {}

  /**
   * A line of the examination.
   *
   * @param id its stable name
   * @param outcome {@code OK}, {@code WARN}, {@code FAIL} or {@code SKIPPED}
   * @param ms how long it took
   * @param evidence what was seen
   */
  public record Line(String id, String outcome, long ms, String evidence) {}

  /**
   * A test that would tell more.
   *
   * @param command the command line
   * @param why what it would tell
   */
  public record Next(String command, String why) {}

  /**
   * A bound asked for.
   *
   * @param bound as it was written
   * @param met whether it is kept
   * @param measured what was measured, empty where nothing was
   */
  public record Requirement(String bound, boolean met, String measured) {}

  /** Puts a report into words, without its secrets. */
  public static Sheet of(Report report, Locale locale) {
    Texts texts = new Texts(locale);
    Redactor redactor = Redactor.of(report.target());
    Judgement judgement = report.judgement();
    Finding main = judgement.main();
    String url = Redactor.url(report.target());
    return new Sheet(
        url,
        main == null
            ? healthy(texts, judgement, report.front().unseen())
            : verdict(texts, redactor, main),
        main == null ? "" : main.cause().text(texts.locale()).why(),
        main == null ? List.of() : said(texts, redactor, main.proof()),
        main == null ? "" : texts.fix(main),
        judgement.ruledOut().stream().map(c -> c.id()).toList(),
        lines(report, texts, redactor),
        judgement.nextTests().stream()
            .map(next -> new Next(command(next.options(), url), texts.say(next.why())))
            .toList(),
        judgement.warnings().stream().map(warning -> verdict(texts, redactor, warning)).toList(),
        judgement.bounds().stream()
            .map(b -> new Requirement(b.text(), b.met(), b.measured()))
            .toList(),
        judgement.exitCode(),
        report.millis());
  }

  /** What was not looked at is neither sick nor known to be healthy. */
  private static Verdict healthy(Texts texts, Judgement judgement, List<String> unseen) {
    boolean kept = judgement.bounds().stream().allMatch(Judgement.Bound::met);
    String summary =
        !kept
            ? texts.say("verdict.bounds")
            : unseen.isEmpty()
                ? texts.say("verdict.healthy")
                : texts.say(Phrase.of("verdict.as-far", String.join(", ", unseen)));
    Confidence sure = unseen.isEmpty() ? Confidence.CONFIRMED : Confidence.LIKELY;
    return new Verdict(HEALTHY, sure.name(), "NONE", Stage.CLOSED.name(), summary);
  }

  private static Verdict verdict(Texts texts, Redactor redactor, Finding finding) {
    return new Verdict(
        finding.cause().id(),
        finding.confidence().name(),
        finding.hop(),
        finding.stage().name(),
        redactor.clean(texts.summary(finding)));
  }

  private static List<String> said(Texts texts, Redactor redactor, List<Phrase> phrases) {
    return phrases.stream().map(phrase -> redactor.clean(texts.say(phrase))).toList();
  }

  private static String command(String options, String url) {
    return options.startsWith("--")
        ? "hawser doctor " + url + " " + options
        : "hawser " + options + " " + url + " --for 1h";
  }

  private static List<Line> lines(Report report, Texts texts, Redactor redactor) {
    List<Line> lines = new ArrayList<>();
    for (Step step : report.steps()) {
      lines.add(line(step, "", texts, redactor));
    }
    for (HopLook via : report.vias()) {
      for (Step step : Steps.of(via.file())) {
        lines.add(line(step, via.name() + ":", texts, redactor));
      }
    }
    return lines;
  }

  private static Line line(Step step, String prefix, Texts texts, Redactor redactor) {
    return new Line(
        prefix + step.id(),
        step.outcome().name(),
        step.millis(),
        redactor.clean(texts.say(step.evidence())));
  }
}
