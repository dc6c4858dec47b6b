package dev.hawser.machine;

import dev.hawser.close.Ending;
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
 */
public record Streak(int failures, long since, List<Ending> endings, boolean reauthUsed) {
  /** Copies the endings. */
  public Streak {
    endings = List.copyOf(endings);
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
    return new Streak(count, since, all.subList(surplus, all.size()), reauthUsed);
  }

  Streak reauth(boolean renews) {
    return new Streak(failures, since, endings, reauthUsed || renews);
  }

  /**
   * Asks the policy; one that fails to answer gives up, so that no state is ever without a next.
   */
  Verdict verdict(int endpoint, Duration uptime, Moment now) {
    int endpoints = now.rules().endpoints();
    Duration downFor = now.since(since);
    Outage outage =
        new Outage(failures, downFor, endings, reauthUsed, endpoint, endpoints, uptime, now.wall());
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

  private static GiveUp failed(String how) {
    return new GiveUp(Reason.POLICY_FAILED, "the policy " + how);
  }
}
