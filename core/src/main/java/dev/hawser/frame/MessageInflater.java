package dev.hawser.frame;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates messages piece by piece within a bound: one byte over it is the most that ever comes
 * out, however much the pieces stand for.
 *
 * <p>Memory follows what came out. The native stream is made when the first piece comes and held
 * until {@link #free}, or, where each message stands alone, until the message's end. Source: RFC
 * 7692 s.7.2.2.
 */
final class MessageInflater {
  private static final byte[] NOTHING = new byte[0];

  /** What every sender takes off: the end of an empty block without compression. */
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

  /** The tail, and a last block that proves that the message ended where a block does. */
  private static final byte[] TAIL_AND_END = {
    0, 0, (byte) 0xFF, (byte) 0xFF, 1, 0, 0, (byte) 0xFF, (byte) 0xFF
  };

  private static final int LEAST = 256;

  private final int most;
  private final boolean alone;
  private final Supplier<Inflater> maker;
  private @Nullable Inflater stream;
  private boolean begun;
  private boolean finished;
  private byte[] out = NOTHING;
  private int bytes;

  /**
   * Returns an inflater for the messages of one side.
   *
   * @param most the bound of a message in bytes, which an array can hold with one more
   * @param alone whether each message stands alone
   */
  MessageInflater(int most, boolean alone) {
    this(most, alone, () -> new Inflater(true));
  }

  /** Returns one whose native streams come from there. */
  MessageInflater(int most, boolean alone, Supplier<Inflater> maker) {
    this.most = most;
    this.alone = alone;
    this.maker = maker;
  }

  /**
   * Inflates the next piece of a message.
   *
   * @param last whether the message ends with it
   * @return what is wrong, null for nothing
   */
  @Nullable Violation add(byte[] piece, int length, boolean last) {
    try {
      if (length > 0) {
        begun = true;
        inflate(piece, length);
      }
      return last && bytes <= most ? end() : tooBig();
    } catch (DataFormatException broken) {
      return broken(broken.getMessage());
    }
  }

  private @Nullable Violation tooBig() {
    return bytes <= most
        ? null
        : Violation.size("message inflates to over " + most + " bytes, which is the limit");
  }

  private static Violation broken(@Nullable String how) {
    return Violation.text("compressed data is broken: " + how);
  }

  private void inflate(byte[] piece, int length) throws DataFormatException {
    Inflater inflater = stream();
    inflater.setInput(piece, 0, length);
    boolean full;
    do {
      room(length);
      bytes += inflater.inflate(out, bytes, out.length - bytes);
      full = bytes == out.length; // then more may wait inside
      finished = inflater.finished();
      if (finished && inflater.getRemaining() > 0) {
        int rest = inflater.getRemaining();
        inflater.reset(); // RFC 7692 s.7.2.3.4: blocks may follow one that says it is the last
        inflater.setInput(piece, length - rest, rest);
        finished = false;
        full = true;
      }
    } while (full && bytes <= most);
  }

  private Inflater stream() {
    Inflater there = stream;
    if (there == null) {
      there = maker.get();
      stream = there;
    }
    return there;
  }

  private void room(int length) {
    if (bytes == out.length) {
      long wanted = Math.max(LEAST, Math.max(4L * length, 2L * bytes));
      out = Arrays.copyOf(out, (int) Math.min(most + 1L, wanted));
    }
  }

  /** An empty payload counts as an empty message, and a last block makes the tail needless. */
  private @Nullable Violation end() throws DataFormatException {
    if (begun && !finished) {
      int before = bytes;
      byte[] tail = alone ? TAIL_AND_END : TAIL;
      inflate(tail, tail.length);
      if (bytes > before || (alone && !finished)) {
        return broken("it ends within a block");
      }
    }
    begun = false;
    if (alone) {
      free();
    }
    return null;
  }

  /** Returns the array that holds what came out so far. */
  byte[] out() {
    return out;
  }

  /** Returns how many bytes came out so far. */
  int bytes() {
    return bytes;
  }

  /** Forgets the message, which keeps its array. */
  void next() {
    out = NOTHING;
    bytes = 0;
  }

  /** Tells whether a native stream is held. */
  boolean held() {
    return stream != null;
  }

  /** Gives the native stream back; further pieces would begin another. */
  void free() {
    if (stream != null) {
      stream.end();
      stream = null;
      finished = false;
    }
  }
}
