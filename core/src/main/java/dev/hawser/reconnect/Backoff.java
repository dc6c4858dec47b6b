package dev.hawser.reconnect;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Unreachability;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * Exponential backoff with full jitter: the window grows from {@code base} to {@code cap}, and the
 * delay falls anywhere inside it.
 *
 * <p>Immutable; each call returns a new value. The cap is applied before the jitter, so at attempt
 * 1,000,000 the clients of a fleet still spread over the whole window. A server that names a wait
 * ({@code Retry-After} with 429 or 503) is obeyed up to {@code maxRetryAfter}; the jitter comes on
 * top, never before. What is final is {@link Advice}'s affair. The first retry after a stable link
 * stays at its endpoint, unless the server was overloaded (1013); every other goes to the next one.
 * Credentials are renewed where a retry follows 401 or 3000.
 *
 * @param base the first window, 1 ms to a day
 * @param cap the largest window, {@code base} to a day
 * @param multiplier what one window is to the next, 1 to 10
 * @param stableAfter how long a link must stay up before failures are forgotten, zero to a day
 * @param maxRetryAfter the longest wait a server may ask for, zero to 365 days
 * @param giveUpAfter the longest outage, at least 1 ms; {@link #NEVER} for one without end
 * @param maxAttempts the most attempts to come back in one outage, at least 1
 * @param advice which endings are final
 */
public record Backoff(
    Duration base,
    Duration cap,
    double multiplier,
    Duration stableAfter,
    Duration maxRetryAfter,
    Duration giveUpAfter,
    int maxAttempts,
    Advice advice)
    implements ReconnectPolicy {
  /** The length of an outage that is never too long. */
  public static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Refuses values out of range, naming them. */
  public Backoff {
    requireBetween("base", base, MILLI, DAY);
    requireBetween("cap", cap, base, DAY);
    if (!(multiplier >= 1 && multiplier <= 10)) {
      throw new IllegalArgumentException("multiplier " + multiplier + " is not in 1-10");
    }
    requireBetween("stableAfter", stableAfter, Duration.ZERO, DAY);
    requireBetween("maxRetryAfter", maxRetryAfter, Duration.ZERO, Verdict.Retry.MAX_DELAY);
    requireBetween("giveUpAfter", giveUpAfter, MILLI, NEVER);
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "maxAttempts " + maxAttempts + " is not positive; ReconnectPolicy.never() never retries");
    }
  }

  /** Returns the default: full jitter over 500 ms to 30 s, stable after 10 s, without end. */
  public static Backoff standard() {
    return fullJitter(Duration.ofMillis(500), Duration.ofSeconds(30));
  }

  /**
   * Returns a backoff whose windows double from {@code base} to {@code cap}, stable after 10 s,
   * without end, that waits up to 5 minutes where a server asks for it.
   */
  public static Backoff fullJitter(Duration base, Duration cap) {
    return new Backoff(
        base,
        cap,
        2,
        STABLE_AFTER,
        Duration.ofMinutes(5),
        NEVER,
        Integer.MAX_VALUE,
        Advice.standard());
  }

  /** Returns a copy that forgets failures once a link stayed up so long: zero to a day. */
  public Backoff stableAfter(Duration other) {
    return new Backoff(
        base, cap, multiplier, other, maxRetryAfter, giveUpAfter, maxAttempts, advice);
  }

  /** Returns a copy that gives up at the first ending after an outage so long, at least 1 ms. */
  public Backoff giveUpAfter(Duration other) {
    return new Backoff(
        base, cap, multiplier, stableAfter, maxRetryAfter, other, maxAttempts, advice);
  }

  /** Returns a copy that makes at most so many attempts to come back in one outage. */
  public Backoff maxAttempts(int other) {
    return new Backoff(
        base, cap, multiplier, stableAfter, maxRetryAfter, giveUpAfter, other, advice);
  }

  /** Returns a copy whose windows grow by that factor, of 1-10. */
  public Backoff multiplier(double other) {
    return new Backoff(
        base, cap, other, stableAfter, maxRetryAfter, giveUpAfter, maxAttempts, advice);
  }

  /** Returns a copy that waits at most so long because a server asks for it. */
  public Backoff maxRetryAfter(Duration other) {
    return new Backoff(base, cap, multiplier, stableAfter, other, giveUpAfter, maxAttempts, advice);
  }

  /** Returns a copy with other advice. */
  public Backoff advice(Advice other) {
    return new Backoff(
        base, cap, multiplier, stableAfter, maxRetryAfter, giveUpAfter, maxAttempts, other);
  }

  /** Returns a copy that retries after these codes of the peer; 1006 is a line that was lost. */
  public Backoff retryOn(CloseCode... codes) {
    return advice(advice.retryOn(codes));
  }

  /** Returns a copy that stops after these codes of the peer; 1006 is a line that was lost. */
  public Backoff stopOn(CloseCode... codes) {
    return advice(advice.stopOn(codes));
  }

  /** Returns a copy that retries after dials that failed so. */
  public Backoff retryOn(Unreachability... kinds) {
    return advice(advice.retryOn(kinds));
  }

  /** Returns a copy that stops after dials that failed so. */
  public Backoff stopOn(Unreachability... kinds) {
    return advice(advice.stopOn(kinds));
  }

  /** Returns a copy that retries after these faults. */
  public Backoff retryOn(Fault... faults) {
    return advice(advice.retryOn(faults));
  }

  /** Returns a copy that stops after these faults. */
  public Backoff stopOn(Fault... faults) {
    return advice(advice.stopOn(faults));
  }

  /** Returns a copy that retries after these HTTP statuses, each of 100-999. */
  public Backoff retryOnStatus(int... statuses) {
    return advice(advice.retryOnStatus(statuses));
  }

  /** Returns a copy that stops after these HTTP statuses, each of 100-999. */
  public Backoff stopOnStatus(int... statuses) {
    return advice(advice.stopOnStatus(statuses));
  }

  @Override
  public Verdict decide(Outage outage, double dice) {
    Ending ending = outage.ending();
    Advice.Row row = advice.on(ending);
    if (!row.retry()) {
      return new Verdict.GiveUp(Verdict.Reason.FINAL_ENDING, row.why());
    }
    if (outage.attempt() > maxAttempts) {
      return new Verdict.GiveUp(
          Verdict.Reason.TOO_MANY_ATTEMPTS,
          maxAttempts + " attempts to come back failed, which is all the policy allows");
    }
    if (outage.downFor().compareTo(giveUpAfter) >= 0) {
      return new Verdict.GiveUp(
          Verdict.Reason.DOWN_TOO_LONG,
          "the outage has lasted "
              + outage.downFor().toSeconds()
              + " s, the policy allows "
              + giveUpAfter.toSeconds()
              + " s");
    }
    return new Verdict.Retry(delay(outage, dice), endpoint(outage), unauthorized(ending));
  }

  private Duration delay(Outage outage, double dice) {
    // Cap, then jitter. Math.pow overflows to infinity, which the cap takes.
    double growth = Math.pow(multiplier, outage.attempt() - 1.0);
    double window = Math.min(base.toNanos() * growth, (double) cap.toNanos());
    Duration asked = asked(outage);
    // Whoever was told to wait was told so with others: a quarter more spreads them again.
    double spread = Math.max(window, asked.toNanos() / 4.0);
    Duration delay = asked.plusNanos((long) (spread * dice));
    return shorter(delay, Verdict.Retry.MAX_DELAY);
  }

  private Duration asked(Outage outage) {
    if (outage.ending() instanceof Ending.Refused refused
        && (refused.answer().status() == 429 || refused.answer().status() == 503)) {
      Duration named = RetryAfter.of(refused.answer().headers(), outage.wall());
      if (named != null) {
        return shorter(named, maxRetryAfter);
      }
    }
    return Duration.ZERO;
  }

  private static Duration shorter(Duration a, Duration b) {
    return Collections.min(List.of(a, b));
  }

  private int endpoint(Outage outage) {
    boolean wasStable = outage.attempt() == 1 && outage.lastUptime().compareTo(stableAfter) >= 0;
    // The text registered for 1013 asks for another address where there is one.
    boolean stay = wasStable && !outage.ending().code().equals(CloseCode.TRY_AGAIN_LATER);
    return stay ? outage.endpoint() : (outage.endpoint() + 1) % outage.endpoints();
  }

  private static boolean unauthorized(Ending ending) {
    return ending.code().equals(CloseCode.UNAUTHORIZED)
        || (ending instanceof Ending.Refused refused && refused.answer().status() == 401);
  }

  private static void requireBetween(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(name + " " + value + " is not in " + least + "-" + most);
    }
  }
}
