package dev.hawser.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The turns in which everything of a link happens, on its thread.
 *
 * <p>A turn is one report of an adapter, or one task that another thread or the timer asked for.
 * What it leads to is settled once, at its end; the clock is read once in it.
 */
abstract class Turns extends Handover implements Runnable {
  private static final VarHandle WOKEN;

  static {
    try {
      WOKEN = MethodHandles.lookup().findVarHandle(Turns.class, "woken", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final LinkPlace place;

  /** A turn is asked for and has not begun. */
  private volatile boolean woken;

  /** What is being taken over, from the next command on. */
  private @Nullable Command taken;

  private int depth;
  private boolean unsettled;
  private boolean stamped;
  private long stamp;

  Turns(LinkPlace place) {
    this.place = place;
  }

  /** Does what another thread left. */
  abstract void act(Command command);

  /** Does what a turn led to; calls {@link #settling} where all before is done. */
  abstract void settle();

  final boolean here() {
    return place.thread().current();
  }

  /** Tells whether the caller may act at once: on the link's thread, with nothing left before. */
  final boolean turnsHere() {
    if (!here()) {
      return false;
    }
    takeOver();
    return true;
  }

  /** Hands a command over from another thread. */
  final void hand(Command command) {
    leave(command);
    wake();
  }

  /** Has something done in a turn of its own. */
  final void later(Runnable task) {
    hand(Command.run(task));
  }

  /** Has a report of an adapter taken in, in a turn, whatever thread it comes on. */
  final void report(Runnable task) {
    if (turnsHere()) {
      enter();
      task.run();
      leave(true);
    } else {
      later(task);
    }
  }

  /** Asks for a turn; from any thread. */
  final void wake() {
    if (woken || !WOKEN.compareAndSet(this, false, true)) {
      return;
    }
    try {
      place.thread().execute(this);
    } catch (RejectedExecutionException e) {
      woken = false;
      giveBack(); // the thread is gone, and with it the wire
    }
  }

  /** Asks for a turn behind that of the link which has its own; from the thread. */
  private void follow() {
    if (!woken && WOKEN.compareAndSet(this, false, true)) {
      place.neighbours().add(this);
    }
  }

  private void giveBack() {
    Command command = takeAll();
    while (command != null) {
      command.completion.done(WriteResult.NOT_WRITTEN);
      command = command.next;
    }
  }

  /** Something is to be settled at the end of this turn, or of one to come. */
  final void touch() {
    unsettled = true;
    if (depth == 0) {
      if (place.neighbours().busy()) {
        follow();
      } else {
        wake();
      }
    }
  }

  /** What is touched from now on is for the next turn. */
  final void settling() {
    unsettled = false;
  }

  @Override
  public final void run() {
    place.neighbours().enter();
    try {
      woken = false;
      enter();
      leave(true);
    } finally {
      place.neighbours().leave();
    }
  }

  /** A turn begins. */
  final void enter() {
    depth++;
  }

  /**
   * A turn ends.
   *
   * @param settle whether what it led to is to be done, or the next turn is close
   */
  final void leave(boolean settle) {
    if (depth == 1 && settle) {
      settle();
    }
    depth--;
    if (depth == 0 && settle) {
      stamped = false;
      if (unsettled) {
        wake();
      }
    }
  }

  /**
   * Does what other threads left, in order; called from within one of these commands it goes on
   * behind that one, so that what comes meanwhile overtakes nothing.
   */
  final void takeOver() {
    while (taken != null || waits()) {
      Command command = taken == null ? takeAll() : taken;
      if (command != null) {
        taken = command.next;
        command.next = null;
        act(command);
      }
    }
  }

  /** Returns the monotonic clock, read once in a turn. */
  final long now() {
    if (depth == 0 || !stamped) {
      stamp = place.timers().nanos();
      stamped = depth > 0;
    }
    return stamp;
  }
}
