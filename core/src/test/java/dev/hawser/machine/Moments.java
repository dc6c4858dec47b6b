package dev.hawser.machine;

import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.Verdict;
import java.time.Duration;
import java.time.Instant;

/** Moments and rules for tests of the connection machine. */
final class Moments {
  static final long SECOND = Duration.ofSeconds(1).toNanos();
  static final Duration PREPARE_TIMEOUT = Duration.ofSeconds(7);
  static final Duration STABLE_AFTER = Duration.ofSeconds(10);
  static final Duration DELAY = Duration.ofSeconds(3);
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final Verdict.GiveUp GIVE_UP =
      new Verdict.GiveUp(Verdict.Reason.FINAL_ENDING, "the dice said so");

  /** Dice for which {@link #POLICY} retries, renewing the credentials on every second attempt. */
  static final double RETRY = 0.0;

  /** Dice for which {@link #POLICY} gives up. */
  static final double STOP = 0.9;

  /** Retries at the next endpoint after three seconds, or gives up, as the dice say. */
  static final ReconnectPolicy POLICY =
      new ReconnectPolicy() {
        @Override
        public Verdict decide(dev.hawser.reconnect.Outage outage, double dice) {
          int next = (outage.endpoint() + 1) % outage.endpoints();
          return dice < 0.5 ? new Verdict.Retry(DELAY, next, outage.attempt() % 2 == 0) : GIVE_UP;
        }

        @Override
        public Duration stableAfter() {
          return STABLE_AFTER;
        }
      };

  static final ConnectionRules RULES = new ConnectionRules(POLICY, PREPARE_TIMEOUT, 2);

  private Moments() {}

  static Moment at(long nanos) {
    return at(nanos, RETRY);
  }

  static Moment at(long nanos, double dice) {
    return new Moment(nanos, NOON, dice, RULES);
  }

  static Moment under(ReconnectPolicy policy, long nanos) {
    return new Moment(nanos, NOON, RETRY, new ConnectionRules(policy, PREPARE_TIMEOUT, 2));
  }
}
