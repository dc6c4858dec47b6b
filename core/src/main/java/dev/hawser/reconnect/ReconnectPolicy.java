package dev.hawser.reconnect;

import java.time.Duration;

/**
 * Decides what follows an ending: dial again after a delay, or give up.
 *
 * <p>An implementation is a function of its arguments: it reads no clock, draws no number and keeps
 * no state, so one instance may serve any number of connections from any thread. It is never asked
 * about an end the user wanted. A policy that throws, or names an endpoint that does not exist,
 * ends the connection with {@link Verdict.Reason#POLICY_FAILED}.
 */
@FunctionalInterface
public interface ReconnectPolicy {
  /** How long a link must stay up before the failures ahead of it are forgotten, by default. */
  Duration STABLE_AFTER = Duration.ofSeconds(10);

  /**
   * Returns the verdict on an outage.
   *
   * @param outage what is known of the outage, its newest ending included
   * @param dice a random number, at least 0 and less than 1: the only source of chance
   */
  Verdict decide(Outage outage, double dice);

  /** Returns how long a link must stay up before the failures ahead of it are forgotten. */
  default Duration stableAfter() {
    return STABLE_AFTER;
  }

  /**
   * Returns how many of the connection's last dials this policy wants to see in {@link
   * Circumstances#dials}: zero to {@link Circumstances#MAX_DIALS}.
   */
  default int dialsRemembered() {
    return 0;
  }

  /**
   * Returns a policy that retries only when this one and the other both do: the first to give up is
   * believed, of two delays the longer counts, the endpoint is this policy's choice, and
   * credentials are renewed if either asks. A link is stable when it is for both.
   */
  default ReconnectPolicy and(ReconnectPolicy other) {
    return new BothPolicies(this, other);
  }

  /** Returns the policy that gives up after the first ending. */
  static ReconnectPolicy never() {
    return (outage, dice) ->
        new Verdict.GiveUp(Verdict.Reason.NEVER, "reconnecting is switched off");
  }
}
