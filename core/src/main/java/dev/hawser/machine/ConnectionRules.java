package dev.hawser.machine;

import dev.hawser.reconnect.Circumstances;
import dev.hawser.reconnect.ReconnectPolicy;
import java.time.Duration;

/**
 * What the user configured, as far as the connection machine asks for it.
 *
 * @param policy when to come back; it also says how long a link must stay up to be stable
 * @param prepareTimeout how long the preparation of a session may take: 1 ms to a day
 * @param endpoints how many endpoints there are, at least 1; 1 where a function names them
 * @param renewable whether there is a source of fresh credentials
 */
public record ConnectionRules(
    ReconnectPolicy policy, Duration prepareTimeout, int endpoints, boolean renewable) {
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Refuses a timeout or a stable time out of range and a connection without an endpoint. */
  public ConnectionRules {
    requireBetween("prepareTimeout", prepareTimeout, MILLI);
    requireStableAfter(policy);
    if (endpoints < 1) {
      throw new IllegalArgumentException("endpoints " + endpoints + " is less than 1");
    }
  }

  /** Rules without a source of fresh credentials. */
  public ConnectionRules(ReconnectPolicy policy, Duration prepareTimeout, int endpoints) {
    this(policy, prepareTimeout, endpoints, false);
  }

  /** Returns how many dials the policy wants to see, within bounds. */
  int dialsRemembered() {
    return Math.max(0, Math.min(policy.dialsRemembered(), Circumstances.MAX_DIALS));
  }

  /** Refuses a policy whose stable time is out of range. */
  public static void requireStableAfter(ReconnectPolicy policy) {
    requireBetween("stableAfter", policy.stableAfter(), Duration.ZERO);
  }

  private static void requireBetween(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(DAY) > 0) {
      throw new IllegalArgumentException(name + " " + value + " is not in " + least + "-" + DAY);
    }
  }
}
