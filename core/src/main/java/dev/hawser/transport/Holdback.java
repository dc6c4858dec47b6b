package dev.hawser.transport;

import dev.hawser.close.TransportEnd;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a stream with compressed messages and must wait as if it had not been: bytes,
 * and the end behind them.
 */
final class Holdback {
  private @Nullable ByteBuffer held;
  private @Nullable TransportEnd end;

  boolean any() {
    return held != null;
  }

  /** Keeps a copy of the bytes behind what is kept, and consumes them. */
  void add(ByteBuffer bytes) {
    ByteBuffer before = held == null ? ByteBuffer.allocate(0) : held;
    held =
        ByteBuffer.allocate(before.remaining() + bytes.remaining()).put(before).put(bytes).flip();
  }

  /** Returns what is kept and forgets it. */
  ByteBuffer take() {
    ByteBuffer taken = held;
    if (taken == null) {
      throw new IllegalStateException("nothing is held back");
    }
    held = null;
    return taken;
  }

  void end(TransportEnd how) {
    end = how;
  }

  @Nullable TransportEnd end() {
    return end;
  }
}
