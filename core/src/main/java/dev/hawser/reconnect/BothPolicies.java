package dev.hawser.reconnect;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Two policies that must agree to retry. */
record BothPolicies(ReconnectPolicy first, ReconnectPolicy second) implements ReconnectPolicy {
  @Override
  public Verdict decide(Outage outage, double dice) {
    Verdict one = first.decide(outage, dice);
    if (!(one instanceof Verdict.Retry a)) {
      return one;
    }
    Verdict two = second.decide(outage, dice);
    if (!(two instanceof Verdict.Retry b)) {
      return two;
    }
    return new Verdict.Retry(
        longer(a.delay(), b.delay()), a.endpoint(), a.renewCredentials() || b.renewCredentials());
  }

  @Override
  public Duration stableAfter() {
    return longer(first.stableAfter(), second.stableAfter());
  }

  private static Duration longer(Duration a, Duration b) {
    return Collections.max(List.of(a, b));
  }
}
