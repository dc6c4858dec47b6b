package dev.hawser.diagnosis;

import dev.hawser.close.LinkFacts;
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

  /** What came so soon after a message was under way before it. */
  static final Duration UNDER_WAY = Duration.ofSeconds(1);

  /** So long ago a byte shows that the way was whole. */
  static final Duration FRESH = Duration.ofSeconds(10);

  private LastMessage() {}

  /** Returns clues to a message that was over a limit of its receiver. */
  static List<Clue> tooBig(Traffic traffic) {
    List<MessageNote> out = out(traffic);
    MessageNote last = out.get(out.size() - 1);
    boolean large = last.bytes() >= SMALL && last.bytes() > 2 * largestBefore(out);
    return large && last.beforeEnd().compareTo(AT_ONCE) <= 0
        ? List.of(
            new Clue(
                Cause.MESSAGE_TOO_BIG, Clue.Kind.TRAFFIC, Clue.STRONG, Measure.bytes(last.bytes())))
        : List.of();
  }

  /**
   * Returns clues to large packets that vanish: nothing came after the first large message of the
   * session, or while it was being written. A byte that came right before it shows that the way was
   * whole so far. A peer that is busy with that message looks alike.
   */
  static List<Clue> vanished(LinkFacts facts) {
    Traffic traffic = facts.traffic();
    long unwritten = facts.own().unwritten();
    List<MessageNote> out = out(traffic);
    boolean allSeen = traffic.messagesIn() + traffic.messagesOut() == traffic.lastMessages().size();
    boolean halfWritten = unwritten > PACKET;
    if (halfWritten) {
      // It counts from when the system last took some of it.
      out.add(new MessageNote(true, false, unwritten, traffic.silentOut()));
    }
    MessageNote last = out.get(out.size() - 1);
    boolean firstLarge = last.bytes() > PACKET && largestBefore(out) <= PACKET;
    Duration before = traffic.silentIn().minus(last.beforeEnd());
    if (!allSeen || !firstLarge || before.plus(UNDER_WAY).isNegative()) {
      return List.of();
    }
    int weight = before.compareTo(FRESH) <= 0 ? Clue.STRONGER : Clue.STRONG;
    // What is left to write is not its size.
    Measure size = halfWritten ? Measure.NONE : Measure.bytes(last.bytes());
    return List.of(new Clue(Cause.MTU_BLACKHOLE, Clue.Kind.TRAFFIC, weight, size));
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
}
