package dev.hawser.doctor.report;

import dev.hawser.doctor.Report;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.judge.Phrase;
import dev.hawser.doctor.judge.Steps;
import dev.hawser.doctor.report.Svg.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A report as one page that stands alone: styles and charts are in it, nothing is fetched, and a
 * phone shows it without scrolling sideways.
 */
public final class HtmlPage {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ok:#2e7d32;--warn:#b26a00;--fail:#c62828;--line:#8884}
      *{box-sizing:border-box}
      body{font:16px/1.45 system-ui,sans-serif;margin:0 auto;max-width:46rem;padding:1rem}
      h1{font-size:1.25rem;margin:.2rem 0;overflow-wrap:anywhere}
      h2{font-size:1rem;margin:1.6rem 0 .5rem}
      .verdict{border-left:.4rem solid var(--fail);padding:.6rem .9rem;background:#8881}
      .verdict.OK{border-color:var(--ok)}
      .verdict p,.warning p{margin:.3rem 0;overflow-wrap:anywhere}
      .warning{border-left:.4rem solid var(--warn);padding:.3rem .9rem;margin:.5rem 0}
      pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0;font-size:.9rem}
      ul{list-style:none;margin:0;padding:0}
      li{border-top:1px solid var(--line);padding:.35rem 0;overflow-wrap:anywhere}
      .grid li{display:grid;grid-template-columns:11rem 1fr;column-gap:.8rem}
      li small{opacity:.75;white-space:nowrap}
      svg{width:100%;max-width:28rem;height:auto;display:block}
      svg text{font:11px system-ui,sans-serif;fill:currentColor}
      .OK{fill:var(--ok);color:var(--ok)} .WARN{fill:var(--warn);color:var(--warn)}
      .FAIL{fill:var(--fail);color:var(--fail)} .SKIPPED{fill:currentColor;opacity:.6}
      .verdict.OK,.verdict.FAIL{color:inherit}
      h2::first-letter{text-transform:uppercase}
      @media(prefers-color-scheme:dark){:root{--ok:#66bb6a;--warn:#ffb74d;--fail:#ef5350}}
      @media(max-width:32rem){.grid li{grid-template-columns:1fr}}
      """;

  private HtmlPage() {}

  /** Returns the page in that language. */
  public static String of(Report report, Locale locale) {
    Texts texts = new Texts(locale);
    Sheet sheet = Sheet.of(report, locale);
    StringBuilder page = new StringBuilder();
    head(page, texts.locale().getLanguage(), texts.say("report.title"), sheet.url());
    verdict(page, texts, sheet);
    for (Sheet.Verdict warning : sheet.warnings()) {
      page.append("<div class=\"warning\"><p><b>").append(warning.cause()).append("</b></p><p>");
      page.append(Svg.escape(warning.summary())).append("</p></div>\n");
    }
    requirements(page, texts, sheet);
    heading(page, texts.say("report.waterfall"));
    page.append(Svg.bars(texts.say("report.waterfall"), waterfall(sheet)));
    page.append("\n<ul class=\"grid\">\n");
    for (Sheet.Line step : sheet.steps()) {
      page.append("<li><b class=\"").append(step.outcome()).append("\">");
      page.append(Svg.escape(mark(step.outcome()) + " " + step.id())).append("</b><span>");
      page.append(Svg.escape(step.evidence())).append(" <small>");
      page.append(step.ms()).append("&nbsp;ms</small></span></li>\n");
    }
    page.append("</ul>\n");
    charts(page, texts, report);
    if (!sheet.nextTests().isEmpty()) {
      heading(page, texts.say("report.next"));
      for (Sheet.Next next : sheet.nextTests()) {
        page.append("<p>").append(Svg.escape(next.why())).append("</p><pre>");
        page.append(Svg.escape(next.command())).append("</pre>\n");
      }
    }
    if (!sheet.ruledOut().isEmpty()) {
      heading(page, texts.say("report.excluded"));
      page.append("<p>").append(String.join(", ", sheet.ruledOut())).append("</p>\n");
    }
    return page.append("</body></html>\n").toString();
  }

  /** Begins a page. */
  static void head(StringBuilder page, String language, String title, String subject) {
    page.append("<!doctype html>\n<html lang=\"").append(language);
    page.append("\"><head><meta charset=\"utf-8\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>");
    page.append(Svg.escape(title + " · " + subject)).append("</title>\n<style>\n");
    page.append(STYLE).append("</style></head><body>\n<h1>");
    page.append(Svg.escape(subject)).append("</h1>\n");
  }

  static void heading(StringBuilder page, String text) {
    page.append("<h2>").append(Svg.escape(text)).append("</h2>\n");
  }

  private static void verdict(StringBuilder page, Texts texts, Sheet sheet) {
    boolean healthy = sheet.verdict().cause().equals(Sheet.HEALTHY);
    page.append("<div class=\"verdict ").append(healthy ? "OK" : "FAIL").append("\">\n<p><b>");
    page.append(sheet.verdict().cause()).append("</b> · ");
    if (healthy) {
      page.append(Svg.escape(texts.say("report.healthy")));
    } else {
      String sure =
          texts.confidence(dev.hawser.diagnosis.Confidence.valueOf(sheet.verdict().confidence()));
      String hop = texts.hop(sheet.verdict().hop());
      page.append(Svg.escape(texts.say(Phrase.of("report.guilty", hop, sure))));
    }
    page.append("</p>\n<p>").append(Svg.escape(healthy ? sheet.verdict().summary() : sheet.why()));
    page.append("</p>\n");
    for (String proof : sheet.proof()) {
      page.append("<p>").append(label(texts, "report.proof")).append(' ');
      page.append(Svg.escape(proof)).append("</p>\n");
    }
    if (!sheet.fix().isEmpty()) {
      page.append("<p>").append(label(texts, "report.fix")).append("</p><pre>");
      page.append(Svg.escape(sheet.fix())).append("</pre>\n");
    }
    page.append("</div>\n");
  }

  private static void requirements(StringBuilder page, Texts texts, Sheet sheet) {
    if (sheet.requirements().isEmpty()) {
      return;
    }
    heading(page, texts.say("report.requirement"));
    page.append("<ul class=\"grid\">\n");
    for (Sheet.Requirement bound : sheet.requirements()) {
      String outcome = bound.met() ? "OK" : "FAIL";
      page.append("<li><b class=\"").append(outcome).append("\">");
      page.append(Svg.escape(mark(outcome) + " " + bound.bound())).append("</b><span>");
      page.append(
          Svg.escape(
              bound.measured().isEmpty()
                  ? texts.say("report.not-measured")
                  : texts.say("report.measured") + " " + texts.figure(bound.measured())));
      page.append("</span></li>\n");
    }
    page.append("</ul>\n");
  }

  /** A label and its colon, before which French has a space. */
  private static String label(Texts texts, String key) {
    return texts.say(Phrase.of("report.label", texts.say(key)));
  }

  private static String mark(String outcome) {
    return switch (outcome) {
      case "OK" -> "✓";
      case "WARN" -> "!";
      case "FAIL" -> "✗";
      default -> "?";
    };
  }

  /** The first steps follow each other; what is done side by side starts where they end. */
  private static List<Bar> waterfall(Sheet sheet) {
    List<Bar> bars = new ArrayList<>();
    long at = 0;
    for (Sheet.Line step : sheet.steps()) {
      boolean inARow = step.id().matches("([^:]+:)?(dns|tcp|tls|upgrade)");
      at = step.id().endsWith("dns") ? 0 : at;
      bars.add(new Bar(step.id(), at, step.ms(), step.outcome(), step.ms() + " ms"));
      at += inARow ? step.ms() : 0;
    }
    return bars;
  }

  private static void charts(StringBuilder page, Texts texts, Report report) {
    SessionLook session = report.front().session();
    if (session != null) {
      heading(page, texts.say("report.rtt"));
      page.append(
          session.rttMicros().isEmpty()
              ? "<p>" + texts.say("report.no-rtt") + "</p>"
              : Svg.histogram(texts.say("report.rtt"), session.rttMicros(), "ms"));
    }
    List<Bar> bars = new ArrayList<>();
    for (IdleLook look : report.front().idles()) {
      String name = texts.word(Steps.word(look.traffic()));
      String ended = look.cut() ? " " + (look.code() == 0 ? look.end() : look.code()) : "";
      bars.add(
          new Bar(
              name,
              look.startedAt(),
              look.lasted(),
              look.cut() ? "FAIL" : "OK",
              look.lasted() + " ms" + ended));
    }
    if (session != null) {
      heading(page, texts.say("report.losses"));
      page.append(
          bars.isEmpty()
              ? "<p>" + texts.say("report.no-idle") + "</p>"
              : Svg.bars(texts.say("report.losses"), bars));
    }
  }
}
