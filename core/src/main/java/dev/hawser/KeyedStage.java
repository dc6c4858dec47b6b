package dev.hawser;

import java.nio.ByteBuffer;

/** A message that replaces a waiting one with an equal key, and the stage of its outcome. */
final class KeyedStage extends OutcomeStage {
  private final Object key;

  KeyedStage(Object key, String text) {
    super(text);
    this.key = key;
  }

  KeyedStage(Object key, ByteBuffer bytes) {
    super(bytes);
    this.key = key;
  }

  @Override
  protected Object key() {
    return key;
  }
}
