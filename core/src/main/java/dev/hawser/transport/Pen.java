package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import dev.hawser.frame.Frame;
import dev.hawser.frame.FrameWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes frames into a wire's room and keeps count of what the system has not taken. */
final class Pen {
  private final FrameWriter writer;
  private final @Nullable Masks masks;
  private @Nullable Wire wire;
  private boolean filled;
  private long placed;
  private long written;

  Pen(Role role, Masks masks) {
    this.writer = FrameWriter.of(role);
    this.masks = role == Role.CLIENT ? masks : null;
  }

  void over(Wire next) {
    wire = next;
  }

  boolean wired() {
    return wire != null;
  }

  Wire wire() {
    Wire there = wire;
    if (there == null) {
      throw new IllegalStateException("there is no wire yet");
    }
    return there;
  }

  void text(String message, int bytes) {
    writer.text(room(writer.frameBytes(bytes)), message, bytes, key());
  }

  void frame(Frame frame) {
    writer.frame(room(writer.frameBytes(frame.payload().remaining())), frame, key());
  }

  void close(CloseReason reason) {
    ByteBuffer frame = writer.close(reason, key());
    room(frame.remaining()).put(frame);
  }

  private ByteBuffer room(long bytes) {
    ByteBuffer room = wire().room(Math.toIntExact(bytes));
    placed += bytes;
    filled = true;
    return room;
  }

  private int key() {
    return masks == null ? 0 : masks.next();
  }

  void flush() {
    if (filled) {
      filled = false;
      wire().flush();
    }
  }

  /** What is not sent off will not be. */
  void drop() {
    filled = false;
    if (wire != null) {
      wire.drop();
    }
  }

  void took(int bytes) {
    written += bytes;
  }

  /** Returns how many bytes were placed since the start. */
  long placed() {
    return placed;
  }

  /** Returns how many bytes the system took since the start. */
  long written() {
    return written;
  }

  long unwritten() {
    return placed - written;
  }
}
