package dev.hawser.cli.doctor;

import dev.hawser.doctor.judge.Phrase;
import dev.hawser.doctor.report.Texts;
import dev.hawser.doctor.report.TimelinePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A watch as one page that stands alone. */
final class WatchPage {
  private WatchPage() {}

  static String of(WatchLog.Summary summary, Locale locale) {
    Texts texts = new Texts(locale);
    List<TimelinePage.Session> sessions = new ArrayList<>();
    for (WatchLog.Loss loss : summary.losses()) {
      sessions.add(
          new TimelinePage.Session(
              Math.max(loss.at() - loss.age(), 0),
              loss.at(),
              loss.code() + " " + loss.cause(),
              loss.explanation()));
    }
    WatchLog.Loss verdict = summary.verdict();
    String told =
        texts.say(
            Phrase.of(
                "watch.summary",
                summary.url(),
                seconds(texts, summary.span()),
                summary.sessions(),
                summary.losses().size(),
                String.format(texts.locale(), "%.1f", summary.share())));
    TimelinePage.Head head =
        new TimelinePage.Head(
            summary.url(),
            summary.cause(),
            verdict == null
                ? texts.say(summary.nothing() ? "watch.nothing" : "watch.held")
                : verdict.explanation(),
            told);
    return TimelinePage.of(head, sessions, summary.span(), locale);
  }

  private static String seconds(Texts texts, long millis) {
    return String.format(texts.locale(), "%.1f\u00a0s", millis / 1_000.0);
  }
}
