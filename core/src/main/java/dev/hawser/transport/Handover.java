package dev.hawser.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Where other threads leave commands for the link's thread: one allocation each, no lock; a
 * thread's commands keep their order.
 */
class Handover {
  private static final VarHandle TOP;
  private static final VarHandle BYTES;

  static {
    try {
      TOP = MethodHandles.lookup().findVarHandle(Handover.class, "top", Command.class);
      BYTES = MethodHandles.lookup().findVarHandle(Handover.class, "bytes", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The last one left, each leading to the one before. */
  private volatile @Nullable Command top;

  private volatile long bytes;

  /** Leaves a command. */
  final void leave(Command command) {
    if (command.bytes > 0) {
      BYTES.getAndAdd(this, (long) command.bytes);
    }
    Command before;
    do {
      before = top;
      command.next = before;
    } while (!TOP.compareAndSet(this, before, command));
  }

  /** Tells whether something was left. */
  final boolean waits() {
    return top != null;
  }

  /** Returns the payload of what was left in bytes. */
  final long bytesLeft() {
    return bytes;
  }

  /** Takes everything that was left, in order; null for nothing. */
  final @Nullable Command takeAll() {
    Command taken = (Command) TOP.getAndSet(this, null);
    Command inOrder = null;
    long sum = 0;
    while (taken != null) {
      Command before = taken.next;
      taken.next = inOrder;
      inOrder = taken;
      sum += taken.bytes;
      taken = before;
    }
    if (sum > 0) {
      BYTES.getAndAdd(this, -sum);
    }
    return inOrder;
  }
}
