package dev.hawser.diagnosis;

import java.time.Duration;
import java.util.Map;

/** Writes the figures of a diagnosis, and what follows from a limit, into the facts of its text. */
final class Figures {
  /** A heartbeat that is slower lets mobile networks forget the connection. */
  private static final Duration SLOWEST = Duration.ofSeconds(25);

  private final Spelling spelling;

  Figures(Spelling spelling) {
    this.spelling = spelling;
  }

  void add(Diagnosis diagnosis, Map<String, String> facts) {
    Measure measure = diagnosis.measure();
    if (measure.limit() != null) {
      limit(measure.limit(), diagnosis.cause(), facts);
    }
    if (measure.count() > 0) {
      String count = String.valueOf(measure.count());
      facts.put("losses", count);
      facts.put("siblings", count);
      facts.put("origins", count);
    }
    if (measure.bytes() > 0) {
      facts.put("size", spelling.text("bytes", Map.of("count", String.valueOf(measure.bytes()))));
    }
    if (!measure.name().isEmpty()) {
      facts.put("product", spelling.safe(measure.name()));
      facts.put("issuer", spelling.quote(measure.name()));
    }
  }

  private void limit(Duration limit, Cause cause, Map<String, String> facts) {
    facts.put("limit", spelling.duration(limit));
    String usual = Usual.of(limit);
    facts.put(
        "known", usual.isEmpty() ? "" : spelling.text("fragment.known", Map.of("text", usual)));
    Duration interval = interval(limit, cause);
    facts.put("interval", spelling.duration(interval));
    facts.put("heartbeat", code(interval));
  }

  /** Nine tenths of an age; two fifths of a silence, so that one lost Ping does no harm. */
  static Duration interval(Duration limit, Cause cause) {
    if (cause == Cause.MAX_LIFETIME) {
      return rounded(limit.multipliedBy(9).dividedBy(10));
    }
    Duration interval = rounded(limit.multipliedBy(2).dividedBy(5));
    return interval.compareTo(SLOWEST) < 0 ? interval : SLOWEST;
  }

  /** Down to whole seconds, below two of them to tenths. */
  private static Duration rounded(Duration duration) {
    long millis = duration.toMillis();
    return Duration.ofMillis(millis - millis % (millis < 2_000 ? 100 : 1_000));
  }

  private static String code(Duration interval) {
    return interval.toMillisPart() == 0
        ? "ofSeconds(" + interval.toSeconds() + ")"
        : "ofMillis(" + interval.toMillis() + ")";
  }
}
