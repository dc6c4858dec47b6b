package dev.hawser.transport;

import dev.hawser.frame.Deflation;
import dev.hawser.frame.Fragments;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How messages become frames: compressed where that was agreed, cut where they are long. */
final class Cutting {
  private Cutting() {}

  /** Tells whether a message of that many bytes goes out as it is, in one frame. */
  static boolean whole(int bytes, int fragment, @Nullable Deflation deflation) {
    return bytes <= fragment && (deflation == null || !deflation.takes(bytes));
  }

  /** Tells whether that goes out as it is, in one frame. */
  static boolean whole(Command command, int fragment, @Nullable Deflation deflation) {
    return command.single || whole(command.bytes, fragment, deflation);
  }

  /** Returns the message's frames; what is compressed must be sent before any other message. */
  static Fragments pieces(Command message, int fragment, @Nullable Deflation deflation) {
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
