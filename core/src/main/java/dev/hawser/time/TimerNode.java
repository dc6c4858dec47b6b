package dev.hawser.time;

import org.jspecify.annotations.Nullable;

/**
 * Something with at most one deadline: what {@link Timers} arms.
 *
 * <p>Intrusive: the node is its own list entry, so arming allocates nothing. Its links and deadline
 * belong to the {@code Timers} that armed it; a node is armed with one {@code Timers} only.
 */
public abstract class TimerNode {
  @Nullable TimerNode previous;
  @Nullable TimerNode next;
  long deadline;
  int slot = Wheel.NOWHERE;

  /** Prepares a node without a deadline. */
  protected TimerNode() {}

  /**
   * Called once each time the deadline passes, on a timer thread.
   *
   * <p>Must hand over to the owner's thread and return; it neither blocks nor throws.
   */
  protected abstract void fire();

  /** Says that the deadline has passed; called by the {@link Timers} that armed the node. */
  public final void expire() {
    fire();
  }
}
