package dev.hawser.transport;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was put on the wire and not yet taken by the system: where each piece ends in the stream of
 * bytes, and who wants to know.
 *
 * <p>A ring that grows with use and is given back when a burst is over.
 */
final class Receipts {
  private static final int FIRST = 4;
  private static final int KEPT = 64;
  private static final int MESSAGE = 1;
  private static final int TEXT = 2;
  private static final int LARGEST_NOTED = Integer.MAX_VALUE >> 2;

  private long @Nullable [] ends;
  private int[] notes = {};
  private @Nullable Completion[] wanted = {};
  private int head;
  private int count;

  /** Adds something that is no message. */
  void add(long end, Completion completion) {
    add(end, completion, 0);
  }

  /** Adds the end of a message. */
  void addMessage(long end, Completion completion, boolean text, int bytes) {
    int size = Math.min(bytes, LARGEST_NOTED);
    add(end, completion, size << 2 | (text ? TEXT : 0) | MESSAGE);
  }

  private void add(long end, Completion completion, int note) {
    long[] room = ends;
    if (room == null) {
      room = new long[FIRST];
      ends = room;
      notes = new int[FIRST];
      wanted = new Completion[FIRST];
    } else if (count == room.length) {
      room = grow(room);
    }
    int at = (head + count) & (room.length - 1);
    room[at] = end;
    notes[at] = note;
    wanted[at] = completion;
    count++;
  }

  private long[] grow(long[] full) {
    int size = full.length;
    long[] grown = Arrays.copyOfRange(full, head, head + 2 * size);
    System.arraycopy(full, 0, grown, size - head, head);
    int[] moreNotes = Arrays.copyOfRange(notes, head, head + 2 * size);
    System.arraycopy(notes, 0, moreNotes, size - head, head);
    @Nullable Completion[] moreWanted = Arrays.copyOfRange(wanted, head, head + 2 * size);
    System.arraycopy(wanted, 0, moreWanted, size - head, head);
    ends = grown;
    notes = moreNotes;
    wanted = moreWanted;
    head = 0;
    return grown;
  }

  /** Tells whether the first piece ends at or before that place. */
  boolean endsBy(long place) {
    long[] room = ends;
    return room != null && count > 0 && room[head] <= place;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Tells whether the first piece is the end of a message. */
  boolean message() {
    return (notes[head] & MESSAGE) != 0;
  }

  /** Tells whether that message is text. */
  boolean text() {
    return (notes[head] & TEXT) != 0;
  }

  /** Returns that message's payload in bytes, up to half a gigabyte. */
  int bytes() {
    return notes[head] >>> 2;
  }

  /** Takes the first piece out and returns who wants to know. */
  Completion take() {
    long[] room = ends;
    Completion taken = count == 0 || room == null ? null : wanted[head];
    if (taken == null) {
      throw new IllegalStateException("nothing is on the wire");
    }
    wanted[head] = null;
    head = (head + 1) & (wanted.length - 1);
    count--;
    if (count == 0 && wanted.length > KEPT) {
      ends = null;
      head = 0;
    }
    return taken;
  }
}
