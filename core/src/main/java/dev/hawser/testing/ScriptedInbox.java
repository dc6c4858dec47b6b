package dev.hawser.testing;

import dev.hawser.Message;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The messages a scripted peer sent that wait for credit. */
final class ScriptedInbox {
  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
  private long credit;
  private long taken;

  void add(Message message) {
    waiting.add(message);
  }

  void grant(long messages) {
    credit += messages;
  }

  /** Returns the oldest one there is credit for; null for none. */
  @Nullable Message take() {
    if (credit == 0 || waiting.isEmpty()) {
      return null;
    }
    credit--;
    taken++;
    return waiting.remove();
  }

  long credit() {
    return credit;
  }

  long taken() {
    return taken;
  }
}
