package dev.hawser.reconnect;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The waits that endings ask for: a table by the peer's close code and by HTTP status, and how far
 * a server's {@code Retry-After} is obeyed.
 *
 * <p>Immutable. A wait never shortens the backoff: the longer of the two counts.
 */
public final class Waits {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Map<Object, Wait> STANDARD_ROWS =
      Map.of(
          // RFC 6455 s.7.2.3 names 0-5 s for a first delay; all clients of a server get 1001.
          CloseCode.GOING_AWAY,
          Wait.between(Duration.ZERO, Duration.ofSeconds(5)),
          // The message to the hybi list that proposed 1012 asks for 5-30 s, and for 1013 to try
          // another address first.
          CloseCode.SERVICE_RESTART,
          Wait.between(Duration.ofSeconds(5), LONG),
          CloseCode.TRY_AGAIN_LATER,
          new Wait(LONG, LONG.multipliedBy(2), true),
          429,
          Wait.between(LONG, LONG.multipliedBy(2)));
  private static final Waits STANDARD = new Waits(Map.of(), Duration.ofMinutes(5));

  /** The rows that differ from the default, by CloseCode, and by HTTP status as Integer. */
  private final Map<Object, Wait> own;

  private final Duration maxRetryAfter;

  private Waits(Map<Object, Wait> own, Duration maxRetryAfter) {
    Span.requireBetween("maxRetryAfter", maxRetryAfter, Duration.ZERO, Verdict.Retry.MAX_DELAY);
    this.own = Map.copyOf(own);
    this.maxRetryAfter = maxRetryAfter;
  }

  /**
   * Returns the default: 0-5 s after 1001, 5-30 s after 1012, another endpoint first and then 30-60
   * s after 1013, 30-60 s after HTTP 429 without {@code Retry-After}, which is obeyed up to 5
   * minutes.
   */
  public static Waits standard() {
    return STANDARD;
  }

  /** Returns the longest wait a server may ask for. */
  public Duration maxRetryAfter() {
    return maxRetryAfter;
  }

  /** Returns the wait that follows a Close of the peer with that code, null when none does. */
  public @Nullable Wait on(CloseCode code) {
    return row(code);
  }

  /** Tells whether the user said how to wait after that code of the peer. */
  boolean says(CloseCode code) {
    return own.containsKey(code);
  }

  /** Returns the wait that follows an HTTP status without {@code Retry-After}, null for none. */
  public @Nullable Wait onStatus(int status) {
    return row(status);
  }

  /** Returns a copy that waits so after a Close of the peer with that code. */
  public Waits on(CloseCode code, Wait wait) {
    return with(code, wait);
  }

  /** Returns a copy that waits so after that HTTP status, of 100-999, without Retry-After. */
  public Waits onStatus(int status, Wait wait) {
    if (status < 100 || status > 999) {
      throw new IllegalArgumentException("HTTP status " + status + " is not in 100-999");
    }
    return with(status, wait);
  }

  /** Returns a copy that obeys a server up to that time: zero to 365 days. */
  public Waits maxRetryAfter(Duration other) {
    return new Waits(own, other);
  }

  /** Returns the wait an ending asks for, null when it asks for none. */
  @Nullable Wait after(Ending ending) {
    if (ending instanceof Ending.Refused refused) {
      return onStatus(refused.answer().status());
    }
    return ending instanceof Ending.Closed && ending.by() == Initiator.PEER
        ? on(ending.code())
        : null;
  }

  /**
   * Returns the wait a server names, in Retry-After on 429 or 503 or in the reason of its Close,
   * null when it does not.
   */
  @Nullable Duration named(Outage outage) {
    Duration named = null;
    if (outage.ending() instanceof Ending.Refused refused
        && (refused.answer().status() == 429 || refused.answer().status() == 503)) {
      named = RetryAfter.of(refused.answer().headers(), outage.wall());
    } else if (outage.ending() instanceof Ending.Closed closed
        && closed.by() == Initiator.PEER
        && DelayHint.goesWith(closed.code())) {
      named = DelayHint.in(closed.reason().text());
    }
    return named == null ? null : Span.shorter(named, maxRetryAfter);
  }

  private @Nullable Wait row(Object key) {
    Wait mine = own.get(key);
    return mine == null ? STANDARD_ROWS.get(key) : mine;
  }

  private Waits with(Object key, Wait wait) {
    Map<Object, Wait> copy = new HashMap<>(own);
    copy.put(key, wait);
    return new Waits(copy, maxRetryAfter);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Waits waits
        && waits.own.equals(own)
        && waits.maxRetryAfter.equals(maxRetryAfter);
  }

  @Override
  public int hashCode() {
    return own.hashCode() * 31 + maxRetryAfter.hashCode();
  }

  /** Returns the rows that differ from the default, and the limit. */
  @Override
  public String toString() {
    return "Waits[own=" + own + ", maxRetryAfter=" + maxRetryAfter + "]";
  }
}
