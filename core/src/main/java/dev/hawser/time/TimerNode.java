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

  /**
   * Called when the wall clock jumped against the monotonic one while the node is armed, as after a
   * sleep of the machine; under the rules of {@link #fire}.
   */
  protected void jumped() {}

  /** Says that the wall clock jumped; called by the {@link Timers} that armed the node. */
  public final void jump() {
    jumped();
  }

  /** Says that the deadline has passed; called by the {@link Timers} that armed the node. */
  public final void expire() {
    fire();
  }
}
