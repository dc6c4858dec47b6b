package dev.hawser.cli.doctor;

import dev.hawser.cli.Paint;
import dev.hawser.doctor.judge.Phrase;
import dev.hawser.doctor.report.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A watch for a terminal: a line for each loss, and what they have in common at the end. */
final class WatchText {
  private final Paint paint;
  private final Texts texts;

  WatchText(Paint paint, Locale locale) {
    this.paint = paint;
    this.texts = new Texts(locale);
  }

  String opened(long at) {
    return paint.good("✓ ") + texts.say(Phrase.of("watch.opened", seconds(at)));
  }

  String loss(WatchLog.Loss loss) {
    String key = loss.opened() ? "watch.lost" : "watch.failed";
    Phrase line =
        Phrase.of(
            key,
            seconds(loss.at()),
            loss.code(),
            loss.cause(),
            seconds(loss.age()),
            seconds(loss.silence()));
    return paint.bad("✗ ") + texts.say(line);
  }

  List<String> summary(WatchLog.Summary summary) {
    List<String> lines = new ArrayList<>();
    Phrase head =
        Phrase.of(
            "watch.summary",
            summary.url(),
            seconds(summary.span()),
            summary.sessions(),
            summary.losses().size(),
            String.format(texts.locale(), "%.1f", summary.share()));
    lines.add(texts.say(head));
    WatchLog.Loss verdict = summary.verdict();
    if (verdict == null) {
      lines.add(
          summary.nothing() ? texts.say("watch.nothing") : paint.good(texts.say("watch.held")));
      return lines;
    }
    lines.add(paint.bold(verdict.cause() + " (" + texts.confidence(verdict.confidence()) + ")"));
    lines.addAll(paint.wrap(verdict.explanation(), 0));
    return lines;
  }

  /**
   * Says that nobody answered the Close at the end, which is no event of the watch; recommends a
   * heartbeat where there was none.
   */
  List<String> unanswered(boolean heartbeat) {
    String key = heartbeat ? "watch.unanswered.asked" : "watch.unanswered";
    return paint.wrap(texts.say(key), 0).stream().map(paint::dim).toList();
  }

  private String seconds(long millis) {
    return String.format(texts.locale(), "%.1f\u00a0s", millis / 1_000.0);
  }
}
