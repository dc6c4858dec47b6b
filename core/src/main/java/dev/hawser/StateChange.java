package dev.hawser;

import dev.hawser.handbook.Language;
import dev.hawser.reconnect.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A connection went from one state to another.
 *
 * @param from the state it left
 * @param to the state it is in
 * @param attempt which retry of the outage it is, counted from 1; 0 for the first dial of all, and
 *     once a session was stable
 * @param parting how the attempt or the session ended that led here, null when none did; after the
 *     peer's Close with the evidence at that moment, before TCP has ended
 * @param verdict what the policy, or the user, decided on it: the delay before the next attempt or
 *     why there is none; null when nothing was to be decided
 */
public record StateChange(
    State from, State to, int attempt, @Nullable Parting parting, @Nullable Verdict verdict) {
  /** Returns the change and its reason in one English line. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder().append(from).append(" -> ").append(to);
    if (verdict instanceof Verdict.Retry retry) {
      line.append(", attempt ")
          .append(attempt)
          .append(" in ")
          .append(Language.ENGLISH.duration(retry.delay()));
    } else if (verdict instanceof Verdict.GiveUp giveUp) {
      line.append(", ").append(giveUp.text());
    }
    return parting == null ? line.toString() : line.append(": ").append(parting).toString();
  }
}
