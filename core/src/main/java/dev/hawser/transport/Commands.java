package dev.hawser.transport;

import org.jspecify.annotations.Nullable;

/** Commands in the order in which they came; of one thread. */
final class Commands {
  private @Nullable Command first;
  private @Nullable Command last;
  private long bytes;

  void add(Command command) {
    Command before = last;
    if (before == null) {
      first = command;
    } else {
      before.next = command;
    }
    last = command;
    bytes += command.bytes;
  }

  @Nullable Command first() {
    return first;
  }

  /** Takes the first out, which must be there. */
  @Nullable Command poll() {
    Command taken = first;
    if (taken != null) {
      first = taken.next;
      taken.next = null;
      bytes -= taken.bytes;
      if (first == null) {
        last = null;
      }
    }
    return taken;
  }

  boolean isEmpty() {
    return first == null;
  }

  /** Returns the payload of all of them in bytes. */
  long bytes() {
    return bytes;
  }
}
