package dev.hawser;

import java.nio.ByteBuffer;

/** A whole message, as an iterating consumer receives it. */
public sealed interface Message {
  /** A text message. */
  record Text(String text) implements Message {}

  /**
   * A binary message.
   *
   * @param bytes its content, read-only and the receiver's to keep
   */
  record Binary(ByteBuffer bytes) implements Message {}
}
