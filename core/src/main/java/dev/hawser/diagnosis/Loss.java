package dev.hawser.diagnosis;

import dev.hawser.close.Ending;
import dev.hawser.close.MessageNote;
import dev.hawser.close.Traffic;
import java.time.Duration;

/**
 * One ending as the history of its origin remembers it: a few figures, no frames and no payload.
 *
 * @param at when it ended, in nanoseconds of a monotonic clock
 * @param connection whose link it was: a number of its own for each connection
 * @param manner how it ended
 * @param age time from the upgrade to the end, zero for a link that never opened
 * @param silence time from the last byte, in or out, to the end
 * @param quiet time from the last message, in or out, to the end; {@code age} when there was none,
 *     {@code silence} when it was not described
 * @param survived the longest silence that a byte ended, so that no limit on silence is shorter
 */
public record Loss(
    long at,
    long connection,
    Manner manner,
    Duration age,
    Duration silence,
    Duration quiet,
    Duration survived) {
  /** Returns what is worth remembering of an ending. */
  public static Loss of(Ending ending, long at, long connection) {
    Traffic traffic = ending.facts().traffic();
    Duration age = ending.facts().timeline().open();
    Duration silence = shorter(traffic.silentIn(), traffic.silentOut());
    // Where messages passed and none is described, the last byte may have been a message's.
    Duration quiet = traffic.messagesIn() + traffic.messagesOut() > 0 ? silence : age;
    for (MessageNote note : traffic.lastMessages()) {
      quiet = note.beforeEnd();
    }
    return new Loss(
        at, connection, Manner.of(ending), age, silence, quiet, traffic.longestSilence());
  }

  /** Tells whether bytes passed after the last message: Pings and Pongs. */
  boolean hadPings() {
    return silence.compareTo(quiet) < 0;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
