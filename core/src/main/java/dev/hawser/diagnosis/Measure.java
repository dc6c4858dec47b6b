package dev.hawser.diagnosis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The figures behind a finding, for its words; a figure that plays no part is null, zero or empty.
 *
 * @param sort which words they are for
 * @param limit the limit, or the time on this side, that was measured
 * @param count how many losses, connections or origins it rests on
 * @param bytes the size of a message
 * @param name a product, an issuer, or whose usual limit it is
 */
public record Measure(Sort sort, @Nullable Duration limit, int count, long bytes, String name) {
  /** There is nothing to measure. */
  public static final Measure NONE = new Measure(Sort.NONE, null, 0, 0, "");

  /** How far the figures carry. */
  public enum Sort {
    /** There are none. */
    NONE,
    /** They decide. */
    MEASURED,
    /** They fit another cause as well. */
    TIED,
    /** They were seen once. */
    ONCE
  }

  /** Returns a limit that so many losses showed. */
  static Measure limit(Duration limit, int losses) {
    return new Measure(Sort.MEASURED, limit, losses, 0, Usual.of(limit));
  }

  /** Returns a limit that one loss came near. */
  static Measure once(Duration limit) {
    return new Measure(Sort.ONCE, limit, 1, 0, Usual.of(limit));
  }

  /** Returns a time that something on this side took. */
  static Measure lasting(Duration time) {
    return new Measure(Sort.MEASURED, time, 0, 0, "");
  }

  /** Returns a number of connections or origins. */
  static Measure count(int count) {
    return new Measure(Sort.MEASURED, null, count, 0, "");
  }

  /** Returns the size of a message. */
  static Measure bytes(long bytes) {
    return new Measure(Sort.MEASURED, null, 0, bytes, "");
  }

  /** Returns a name. */
  static Measure name(String name) {
    return new Measure(Sort.MEASURED, null, 0, 0, name);
  }

  /** Returns the same figures where they fit another cause as well. */
  Measure tied() {
    return sort == Sort.MEASURED ? new Measure(Sort.TIED, limit, count, bytes, name) : this;
  }
}
