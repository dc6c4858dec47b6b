package dev.hawser.reconnect;

import java.time.Duration;

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
        Span.longer(a.delay(), b.delay()),
        a.endpoint(),
        a.renewCredentials() || b.renewCredentials());
  }

  @Override
  public Duration stableAfter() {
    return Span.longer(first.stableAfter(), second.stableAfter());
  }

  @Override
  public int dialsRemembered() {
    return Math.max(first.dialsRemembered(), second.dialsRemembered());
  }
}
