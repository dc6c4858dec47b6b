package dev.hawser.time;

import java.time.Duration;
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
   * Called when the process stood still while the node was armed, as in a sleep of its machine, or
   * its wall clock was set; under the rules of {@link #fire}.
   *
   * @param asleep for how long, as far as the clocks tell; zero for a wall clock that was set back
   */
  protected void jumped(Duration asleep) {}

  /** Says that the clocks jumped; called by the {@link Timers} that armed the node. */
  public final void jump(Duration asleep) {
    jumped(asleep);
  }

  /** Says that the deadline has passed; called by the {@link Timers} that armed the node. */
  public final void expire() {
    fire();
  }
}
