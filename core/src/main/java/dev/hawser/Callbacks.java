package dev.hawser;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a session's messages and end are given to.
 *
 * @param onText text messages, null for none
 * @param onBinary binary messages, null for none
 * @param onEnd the end, null for nobody
 */
record Callbacks(
    @Nullable BiConsumer<Session, String> onText,
    @Nullable BiConsumer<Session, ByteBuffer> onBinary,
    @Nullable BiConsumer<Session, Parting> onEnd) {
  boolean consume() {
    return onText != null || onBinary != null;
  }
}
