package dev.hawser.diagnosis;

import dev.hawser.close.MessageNote;
import dev.hawser.close.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clues from the last message this side sent: that it was the largest, that nothing came after. */
final class LastMessage {
  /** A limit answers at once. */
  static final Duration AT_ONCE = Duration.ofSeconds(1);

  /** No receiver's limit is below. */
  static final long SMALL = 4_096;

  /** What fits into one packet on every way. */
  static final long PACKET = 1_300;

  private LastMessage() {}

  /** Returns clues to a message that was over a limit of its receiver. */
  static List<Clue> tooBig(Traffic traffic) {
    List<MessageNote> out = out(traffic);
    MessageNote last = out.get(out.size() - 1);
    boolean large = last.bytes() >= SMALL && last.bytes() > 2 * largestBefore(out);
    return large && last.beforeEnd().compareTo(AT_ONCE) <= 0
        ? List.of(clue(Cause.MESSAGE_TOO_BIG, last))
        : List.of();
  }

  /** Returns clues to large packets that vanish. */
  static List<Clue> vanished(Traffic traffic) {
    List<MessageNote> out = out(traffic);
    MessageNote last = out.get(out.size() - 1);
    boolean allSeen = traffic.messagesIn() + traffic.messagesOut() == traffic.lastMessages().size();
    boolean firstLarge = last.bytes() > PACKET && largestBefore(out) <= PACKET;
    boolean nothingAfter = traffic.silentIn().compareTo(last.beforeEnd()) >= 0;
    return allSeen && firstLarge && nothingAfter
        ? List.of(clue(Cause.MTU_BLACKHOLE, last))
        : List.of();
  }

  /** Returns the last messages sent, an empty one before them. */
  private static List<MessageNote> out(Traffic traffic) {
    List<MessageNote> out = new ArrayList<>();
    out.add(new MessageNote(true, false, 0, Duration.ZERO));
    traffic.lastMessages().stream().filter(MessageNote::outbound).forEach(out::add);
    return out;
  }

  private static long largestBefore(List<MessageNote> out) {
    return out.subList(0, out.size() - 1).stream().mapToLong(MessageNote::bytes).max().orElse(0);
  }

  private static Clue clue(Cause cause, MessageNote message) {
    return new Clue(cause, Clue.Kind.TRAFFIC, Clue.STRONG, Measure.bytes(message.bytes()));
  }
}
