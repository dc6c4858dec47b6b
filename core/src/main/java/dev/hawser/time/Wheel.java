package dev.hawser.time;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nodes by deadline, in a ring of slots one tick apart; knows no clock and no thread.
 *
 * <p>Not thread-safe. Arming and disarming touch one slot and allocate nothing. A deadline beyond
 * the ring is put at its far end and looked at again when the ring has turned that far.
 */
final class Wheel {
  /** The slot of a node that is not armed. */
  static final int NOWHERE = -1;

  /** A power of two. */
  static final int SLOTS = 512;

  private static final int MASK = SLOTS - 1;

  private final @Nullable TimerNode[] heads = new TimerNode[SLOTS];
  private final long[] occupied = new long[SLOTS / Long.SIZE];
  private final long origin;
  private final long tick;

  /** Every tick up to this one is done with. */
  private long cursor;

  private int armed;

  Wheel(long origin, long tick) {
    this.origin = origin;
    this.tick = tick;
  }

  int armed() {
    return armed;
  }

  void arm(TimerNode node, long deadline, long now) {
    disarm(node);
    if (armed == 0) {
      cursor = Math.max(cursor, tickOf(now));
    }
    node.deadline = deadline;
    place(node, cursor);
    armed++;
  }

  void disarm(TimerNode node) {
    if (node.slot != NOWHERE) {
      remove(node);
      armed--;
    }
  }

  /** Returns the nodes that are armed. */
  List<TimerNode> nodes() {
    List<TimerNode> nodes = new ArrayList<>(armed);
    for (TimerNode head : heads) {
      for (TimerNode node = head; node != null; node = node.next) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  /** Takes out a node whose deadline has come, or returns null when there is none. */
  @Nullable TimerNode poll(long now) {
    long present = tickOf(now);
    for (long due = nextOccupied(); due >= 0 && due <= present; due = nextOccupied()) {
      cursor = due - 1;
      TimerNode node = heads[(int) due & MASK];
      if (node == null) {
        throw new IllegalStateException("slot " + (due & MASK) + " is marked and empty");
      }
      remove(node);
      if (now - node.deadline >= 0) {
        armed--;
        return node;
      }
      place(node, due);
    }
    cursor = Math.max(cursor, present);
    return null;
  }

  /** Returns when the next slot is due; call only while something is armed. */
  long nextDue() {
    return origin + nextOccupied() * tick;
  }

  // The tick at or before which the reading lies: nothing of it is due before the tick is over.
  private long tickOf(long now) {
    return Math.floorDiv(now - origin, tick);
  }

  private void place(TimerNode node, long after) {
    long due = -Math.floorDiv(origin - node.deadline, tick);
    long at = Math.max(after + 1, Math.min(due, after + MASK));
    int slot = (int) at & MASK;
    TimerNode head = heads[slot];
    node.slot = slot;
    node.previous = null;
    node.next = head;
    if (head != null) {
      head.previous = node;
    }
    heads[slot] = node;
    occupied[slot / Long.SIZE] |= 1L << slot;
  }

  private void remove(TimerNode node) {
    int slot = node.slot;
    TimerNode before = node.previous;
    TimerNode behind = node.next;
    if (behind != null) {
      behind.previous = before;
    }
    if (before != null) {
      before.next = behind;
    } else {
      heads[slot] = behind;
      if (behind == null) {
        occupied[slot / Long.SIZE] &= ~(1L << slot);
      }
    }
    node.previous = null;
    node.next = null;
    node.slot = NOWHERE;
  }

  /** Returns the first marked tick of the turn that begins behind the cursor, -1 when none is. */
  private long nextOccupied() {
    long first = cursor + 1;
    for (int step = 0; step < SLOTS; ) {
      int slot = (int) (first + step) & MASK;
      long word = occupied[slot / Long.SIZE] >>> slot;
      if (word != 0) {
        int ahead = step + Long.numberOfTrailingZeros(word);
        return ahead < SLOTS ? first + ahead : -1;
      }
      step += Long.SIZE - (slot & (Long.SIZE - 1));
    }
    return -1;
  }
}
