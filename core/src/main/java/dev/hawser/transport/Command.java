package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import dev.hawser.frame.Fragments;
import dev.hawser.frame.Opcode;
import dev.hawser.frame.Utf8;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Something handed to a link that could not be done on the spot: from another thread, or with no
 * room on the wire. Its own list entry.
 */
final class Command {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** What kind of frame it is; null for something else to be done. */
  final @Nullable Opcode opcode;

  /** Whether it is the last frame of its message. */
  final boolean fin;

  /** Whether it goes out as the one frame it is. */
  final boolean single;

  final int bytes;
  final Object payload;
  final Completion completion;
  @Nullable Command next;

  private Command(
      @Nullable Opcode opcode, int shape, Object payload, int bytes, Completion completion) {
    this.opcode = opcode;
    this.fin = (shape & FIN) != 0;
    this.single = (shape & SINGLE) != 0;
    this.payload = payload;
    this.bytes = bytes;
    this.completion = completion;
  }

  private static final int FIN = 1;
  private static final int SINGLE = 2;

  static Command text(String message, int bytes, Completion completion) {
    return new Command(Opcode.TEXT, FIN, message, bytes, completion);
  }

  static Command text(String message, Completion completion) {
    return text(message, Utf8.length(message), completion);
  }

  static Command binary(ByteBuffer message, Completion completion) {
    return new Command(Opcode.BINARY, FIN, message, message.remaining(), completion);
  }

  static Command shared(SharedMessage message, Completion completion) {
    Opcode opcode = message.text() == null ? Opcode.BINARY : Opcode.TEXT;
    return new Command(opcode, FIN, message, message.size(), completion);
  }

  static Command frame(Opcode opcode, boolean fin, ByteBuffer payload, Completion completion) {
    int shape = fin ? FIN | SINGLE : SINGLE;
    return new Command(opcode, shape, payload, payload.remaining(), completion);
  }

  static Command close(CloseReason reason) {
    return new Command(Opcode.CLOSE, FIN | SINGLE, reason, 0, Completion.IGNORED);
  }

  static Command run(Runnable task) {
    return new Command(null, 0, task, 0, Completion.IGNORED);
  }

  /** Returns what kind of frame it is. */
  Opcode frame() {
    if (opcode == null) {
      throw new IllegalArgumentException("a task is no frame");
    }
    return opcode;
  }

  /** Returns the message in frames of at most so many bytes. */
  Fragments pieces(int most) {
    if (payload instanceof String text) {
      return Fragments.text(text, most);
    }
    return is(Opcode.TEXT) ? Fragments.utf8(binary(), most) : Fragments.binary(binary(), most);
  }

  boolean is(Opcode asked) {
    return opcode == asked;
  }

  /** Returns the text of a whole text message, null for anything else. */
  @Nullable String text() {
    return payload instanceof SharedMessage shared
        ? shared.text()
        : payload instanceof String text ? text : null;
  }

  /** Returns the payload in bytes, nothing for a text that was not encoded. */
  ByteBuffer binary() {
    if (payload instanceof SharedMessage shared) {
      return shared.bytes();
    }
    return payload instanceof ByteBuffer buffer ? buffer : NOTHING;
  }

  CloseReason reason() {
    return (CloseReason) payload;
  }

  Runnable task() {
    return (Runnable) payload;
  }
}
