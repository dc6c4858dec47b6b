package dev.hawser.reconnect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What coming back may cost: attempts, time, and dials within a window.
 *
 * <p>Immutable. The first two end the connection when they are spent, the third makes it wait.
 *
 * @param maxAttempts the most attempts to come back in one outage, at least 1
 * @param giveUpAfter the longest outage, at least 1 ms; {@link #NEVER} for one without end
 * @param rate the most dials within a window, null for any number
 */
public record Budget(int maxAttempts, Duration giveUpAfter, @Nullable Rate rate) {
  /** The length of an outage that is never too long. */
  public static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  /** A budget without end. */
  public static final Budget UNLIMITED = new Budget(Integer.MAX_VALUE, NEVER, null);

  /** Refuses values out of range, naming them. */
  public Budget {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "maxAttempts " + maxAttempts + " is not positive; ReconnectPolicy.never() never retries");
    }
    Span.requireBetween("giveUpAfter", giveUpAfter, Duration.ofMillis(1), NEVER);
  }

  /** Returns why an outage has spent the budget, or null while it has not. */
  Verdict.@Nullable GiveUp spentBy(Outage outage) {
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
    return null;
  }

  /** Returns how long the next dial must wait for the rate. */
  Duration wait(Outage outage) {
    return rate == null ? Duration.ZERO : rate.wait(outage.circumstances().dials());
  }

  /** Returns how many dials the rate must know of. */
  int dialsRemembered() {
    return rate == null ? 0 : rate.dials();
  }
}
