package dev.hawser.cli.demo;

import dev.hawser.close.CloseCode;
import dev.hawser.reconnect.Outage;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.Verdict;
import java.time.Duration;

/**
 * Waits a random time within bounds after a Close with 1012, so that the clients of a server that
 * restarts do not all come back at once; after anything else it does not wait.
 *
 * <p>To be combined: {@code backoff.and(new RestartDelay(least, most))}. The list message that
 * proposed 1012 speaks of 5-30 s.
 *
 * @param least the shortest wait
 * @param most the longest wait, at least {@code least}
 */
public record RestartDelay(Duration least, Duration most) implements ReconnectPolicy {
  /** Refuses bounds in the wrong order. */
  public RestartDelay {
    if (least.isNegative() || most.compareTo(least) < 0) {
      throw new IllegalArgumentException("restart delay " + least + "-" + most + " is no range");
    }
  }

  @Override
  public Verdict decide(Outage outage, double dice) {
    Duration delay = Duration.ZERO;
    if (outage.ending().code().equals(CloseCode.SERVICE_RESTART)) {
      delay = least.plusNanos((long) ((double) most.minus(least).toNanos() * dice));
    }
    return new Verdict.Retry(delay, outage.endpoint(), false);
  }

  @Override
  public Duration stableAfter() {
    return Duration.ZERO;
  }
}
