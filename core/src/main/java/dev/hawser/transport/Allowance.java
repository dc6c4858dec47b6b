package dev.hawser.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many messages the application gave credit for. Of the link's thread but for {@link #grant}.
 *
 * <p>Credit that has run to the end of long stays there: it is without bound.
 */
final class Allowance {
  private static final VarHandle GRANTED;

  static {
    try {
      GRANTED = MethodHandles.lookup().findVarHandle(Allowance.class, "granted", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long credit;

  /** Given by other threads and not yet taken over. */
  private volatile long granted;

  void add(long more) {
    credit = sum(credit, more);
  }

  /** Adds to it from another thread. */
  void grant(long more) {
    long before;
    do {
      before = granted;
    } while (!GRANTED.compareAndSet(this, before, sum(before, more)));
  }

  private static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** Tells whether there is any, with what other threads gave taken over. */
  boolean any() {
    if (credit == 0 && granted > 0) {
      credit = (long) GRANTED.getAndSet(this, 0L);
    }
    return credit > 0;
  }

  /** Tells whether there is none at this moment. */
  boolean none() {
    return credit == 0 && granted == 0;
  }

  void spend() {
    if (credit != Long.MAX_VALUE) {
      credit--;
    }
  }
}
