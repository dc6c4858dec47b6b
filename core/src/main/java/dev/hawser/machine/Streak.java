package dev.hawser.machine;

import dev.hawser.close.Ending;
import dev.hawser.reconnect.Circumstances;
import dev.hawser.reconnect.Outage;
import dev.hawser.reconnect.Verdict;
import dev.hawser.reconnect.Verdict.GiveUp;
import dev.hawser.reconnect.Verdict.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The endings in a row since a link was last stable.
 *
 * @param failures how many there were
 * @param since when the outage began, on the monotonic clock
 * @param endings the last of them, newest last, at most {@link Outage#MAX_ENDINGS}
 * @param reauthUsed whether a verdict among them renewed the credentials
 * @param lastDelay the delay of the last verdict among them, zero before the first
 * @param dials when the last dials after an ending were due, on the monotonic clock, oldest first;
 *     as many as the policy asks for, those before a stable link included
 */
public record Streak(
    int failures,
    long since,
    List<Ending> endings,
    boolean reauthUsed,
    Duration lastDelay,
    List<Long> dials) {
  /** Copies the lists. */
  public Streak {
    endings = List.copyOf(endings);
    dials = List.copyOf(dials);
  }

  /** A streak without a delay so far and without dials remembered. */
  public Streak(int failures, long since, List<Ending> endings, boolean reauthUsed) {
    this(failures, since, endings, reauthUsed, Duration.ZERO, List.of());
  }

  static Streak none(long now) {
    return new Streak(0, now, List.of(), false);
  }

  Streak plus(Ending ending) {
    List<Ending> all = new ArrayList<>(endings);
    all.add(ending);
    int surplus = Math.max(0, all.size() - Outage.MAX_ENDINGS);
    // A count that has run to the end of int stays there.
    int count = failures == Integer.MAX_VALUE ? failures : failures + 1;
    return new Streak(count, since, all.subList(surplus, all.size()), reauthUsed, lastDelay, dials);
  }

  /** What is left when a link was stable: the dials, which a budget counts all the same. */
  Streak forgotten(long now) {
    return new Streak(0, now, List.of(), false, Duration.ZERO, dials);
  }

  /** The streak with its verdict on it. */
  Streak after(Verdict.Retry retry, Moment now) {
    List<Long> all = new ArrayList<>(dialsSoFar());
    all.add(now.nanos() + retry.delay().toNanos());
    int wanted = now.rules().dialsRemembered();
    List<Long> last = all.subList(Math.max(0, all.size() - wanted), all.size());
    boolean renewed = reauthUsed || retry.renewCredentials();
    return new Streak(failures, since, endings, renewed, retry.delay(), last);
  }

  /** The first dial of all was due when the first outage began. */
  private List<Long> dialsSoFar() {
    return dials.isEmpty() ? List.of(since) : dials;
  }

  /**
   * Asks the policy; one that fails to answer gives up, so that no state is ever without a next.
   */
  Verdict verdict(int endpoint, Duration uptime, Moment now) {
    int endpoints = now.rules().endpoints();
    Duration downFor = now.since(since);
    Outage outage =
        new Outage(failures, downFor, endings, reauthUsed, endpoint, endpoints, uptime, now.wall())
            .in(new Circumstances(lastDelay, ages(now), now.rules().renewable()));
    try {
      Verdict verdict =
          Objects.requireNonNull(now.rules().policy().decide(outage, now.dice()), "no verdict");
      return verdict instanceof Verdict.Retry retry && retry.endpoint() >= endpoints
          ? failed("chose endpoint " + retry.endpoint() + ", counted from 0, of " + endpoints)
          : verdict;
    } catch (RuntimeException thrown) {
      return failed("threw " + thrown);
    }
  }

  private List<Duration> ages(Moment now) {
    if (now.rules().dialsRemembered() == 0) {
      return List.of();
    }
    // A dial that the user brought forward was due later than it happened.
    return dialsSoFar().stream()
        .map(due -> now.since(due).isNegative() ? Duration.ZERO : now.since(due))
        .toList();
  }

  private static GiveUp failed(String how) {
    return new GiveUp(Reason.POLICY_FAILED, "the policy " + how);
  }
}
