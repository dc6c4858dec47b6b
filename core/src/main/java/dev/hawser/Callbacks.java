package dev.hawser;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a session's messages and end are given to.
 *
 * @param text text messages
 * @param binary binary messages
 * @param onEnd the end, null for nobody
 * @param witness who tells those outside
 */
record Callbacks(
    Taking<String> text,
    Taking<ByteBuffer> binary,
    @Nullable BiConsumer<Session, Parting> onEnd,
    Witness witness) {
  /** Tells whether they are the session's consumer. */
  boolean consume() {
    return text.takes() || binary.takes();
  }

  /** Tells whether a stage may say when the next message comes. */
  boolean inTime() {
    return text.stage() != null || binary.stage() != null;
  }
}
