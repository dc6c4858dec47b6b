package dev.hawser.transport;

import dev.hawser.frame.Deflation;
import dev.hawser.frame.Fragments;
import dev.hawser.frame.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How messages become frames: compressed where that was agreed, cut where they are long, one
 * message at a time. Of one thread.
 */
final class Cutting {
  private final int fragment;
  private @Nullable Deflation deflation;

  /** What is left of the message of which a frame went out. */
  private @Nullable Fragments rest;

  /** Cuts messages of more than so many bytes; 0 for none. */
  Cutting(int fragment) {
    this.fragment = fragment == 0 ? Integer.MAX_VALUE : fragment;
  }

  /** Messages are compressed from the first one on. */
  void deflate(Deflation by) {
    deflation = by;
  }

  /** Returns what compresses them, null where nothing does. */
  @Nullable Deflation deflation() {
    return deflation;
  }

  /** Tells whether a message of that many bytes goes out as it is, in one frame. */
  boolean whole(int bytes) {
    return bytes <= fragment && (deflation == null || !deflation.takes(bytes));
  }

  /** Tells whether that goes out as it is, in one frame. */
  boolean whole(Command command) {
    return command.single || whole(command.bytes);
  }

  /** Returns the message's next frame, its first where none of it went out. */
  Frame next(Command message) {
    Fragments pieces = rest == null ? pieces(message) : rest;
    Frame next = pieces.next();
    rest = pieces.hasNext() ? pieces : null;
    return next;
  }

  /** Tells whether a message is not out as a whole of which a frame is. */
  boolean amid() {
    return rest != null;
  }

  /** Forgets the rest of a message; tells whether there was one. */
  boolean breakOff() {
    boolean was = amid();
    rest = null;
    return was;
  }

  /** Frees what compresses. */
  void close() {
    if (deflation != null) {
      deflation.close();
    }
  }

  private Fragments pieces(Command message) {
    ByteBuffer packed =
        deflation != null && deflation.takes(message.bytes) ? deflated(message, deflation) : null;
    return packed == null
        ? message.pieces(fragment)
        : Fragments.compressed(message.frame(), packed, fragment);
  }

  private static @Nullable ByteBuffer deflated(Command message, Deflation by) {
    if (message.payload instanceof SharedMessage shared) {
      return shared.deflated(by);
    }
    return by.deflate(
        message.payload instanceof String text
            ? ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))
            : message.binary());
  }
}
