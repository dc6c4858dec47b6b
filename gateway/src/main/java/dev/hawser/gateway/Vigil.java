package dev.hawser.gateway;

import java.time.Duration;

/**
 * Watches one side of a session: whether it shows life, and whether it takes in what it is sent. Of
 * one thread.
 */
final class Vigil {
  /** What a look came to. */
  enum Verdict {
    /** All is well. */
    FINE,
    /** Nothing was heard for so long that a Ping is due. */
    PING,
    /** No answer to as many Pings as may go unanswered. */
    SILENT,
    /** It takes nothing in. */
    STALLED
  }

  private static final long DAY = Duration.ofDays(1).toNanos();

  private final Patience patience;
  private long heardAt;
  private long askedAt;
  private int unanswered;
  private long next;

  Vigil(Patience patience, long now) {
    this.patience = patience;
    this.heardAt = now;
    this.askedAt = now;
    this.next = now;
  }

  /**
   * Looks.
   *
   * @param heard when anything came last; now, where nothing is read at present
   * @param moved when it took in anything last; now, where nothing waits for it
   */
  Verdict look(long now, long heard, long moved) {
    if (heard - heardAt > 0) {
      heardAt = heard;
      askedAt = heard;
      unanswered = 0;
    }
    if (due(patience.slow(), moved, now)) {
      return Verdict.STALLED;
    }
    Verdict verdict = Verdict.FINE;
    if (due(patience.ping(), askedAt, now)) {
      if (unanswered >= patience.misses()) {
        return Verdict.SILENT;
      }
      unanswered++;
      askedAt = now;
      verdict = Verdict.PING;
    }
    next = sooner(after(patience.slow(), moved, now), after(patience.ping(), askedAt, now), now);
    return verdict;
  }

  /** Returns when to look again. */
  long next() {
    return next;
  }

  /** Tells whether a span of time has passed; one of zero never does. */
  static boolean due(Duration span, long since, long now) {
    return !span.isZero() && now - since >= span.toNanos();
  }

  /** Returns when a span will have passed; one of zero in a day, which is looked at in vain. */
  static long after(Duration span, long since, long now) {
    return span.isZero() ? now + DAY : since + span.toNanos();
  }

  /** Returns the sooner of two moments, by a clock that compares by subtraction only. */
  static long sooner(long one, long other, long now) {
    return one - now < other - now ? one : other;
  }
}
