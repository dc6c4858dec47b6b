package dev.hawser.testing;

import dev.hawser.time.TimerNode;
import dev.hawser.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until a test moves it, with its timers and an executor.
 *
 * <p>Deadlines fire in the order of time, those of one instant in the order of arming, each exactly
 * at its time; between two of them every task of the executor runs. All of that happens inside
 * {@link #advance}, {@link #advanceToNext} and {@link #settle}, on the calling thread, so that a
 * test that begins alike runs alike. Arming and executing are safe from any thread.
 */
public final class VirtualTime implements Timers {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final int TOO_MANY_TASKS = 10_000_000;

  private final PriorityQueue<Armed> queue = new PriorityQueue<>();
  private final IdentityHashMap<TimerNode, Armed> armed = new IdentityHashMap<>();
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private Duration wallAhead = Duration.ZERO;
  private long now;
  private long order;

  private record Armed(TimerNode node, long deadline, long order) implements Comparable<Armed> {
    @Override
    public int compareTo(Armed other) {
      int byTime = Long.compare(deadline - other.deadline, 0);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /** Makes a clock at zero. */
  public VirtualTime() {}

  @Override
  public synchronized long nanos() {
    return now;
  }

  @Override
  public synchronized Instant wall() {
    return START.plusNanos(now).plus(wallAhead);
  }

  /**
   * Lets the wall clock jump against the monotonic one, as after a suspended machine; a jump of
   * more than {@link Timers#JUMP} is told to every armed node.
   */
  public void jumpWall(Duration by) {
    List<TimerNode> told = List.of();
    synchronized (this) {
      wallAhead = wallAhead.plus(by);
      if (by.abs().compareTo(JUMP) > 0) {
        told = armed.values().stream().sorted().map(Armed::node).toList();
      }
    }
    Duration asleep = by.isNegative() ? Duration.ZERO : by;
    told.forEach(node -> node.jump(asleep));
  }

  @Override
  public synchronized void arm(TimerNode node, long deadline) {
    Armed entry = new Armed(node, deadline, order++);
    armed.put(node, entry);
    queue.add(entry);
  }

  @Override
  public synchronized void disarm(TimerNode node) {
    armed.remove(node);
  }

  /** Returns how many nodes are armed. */
  public synchronized int pending() {
    return armed.size();
  }

  /** Returns an executor whose tasks run in order, when time is advanced or settled. */
  public Executor executor() {
    return this::execute;
  }

  private synchronized void execute(Runnable task) {
    tasks.add(task);
  }

  /** Runs every task of the executor, those they add included; time stands still. */
  public void settle() {
    int count = 0;
    for (Runnable task = nextTask(); task != null; task = nextTask()) {
      task.run();
      if (++count > TOO_MANY_TASKS) {
        throw new IllegalStateException("tasks go on without end at " + Duration.ofNanos(nanos()));
      }
    }
  }

  /** Moves the clock on by that much, firing what becomes due, and settles. */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("time does not go back, got " + by);
    }
    settle();
    long until = nanos() + by.toNanos();
    while (fireNext(until)) {
      settle();
    }
    synchronized (this) {
      now = until;
    }
    settle();
  }

  /**
   * Settles, moves the clock to the next deadline, fires it and settles.
   *
   * @return how far the clock moved, null when nothing was armed
   */
  public @Nullable Duration advanceToNext() {
    settle();
    long before = nanos();
    if (!fireNext(before + Long.MAX_VALUE)) {
      return null;
    }
    settle();
    return Duration.ofNanos(nanos() - before);
  }

  private @Nullable Runnable nextTask() {
    synchronized (this) {
      return tasks.poll();
    }
  }

  private boolean fireNext(long until) {
    TimerNode node = takeDue(until);
    if (node != null) {
      node.expire();
    }
    return node != null;
  }

  private synchronized @Nullable TimerNode takeDue(long until) {
    while (true) {
      Armed head = queue.peek();
      if (head == null) {
        return null;
      }
      Armed latest = armed.get(head.node());
      if (latest == null || latest.order() != head.order()) {
        queue.remove();
        continue;
      }
      if (head.deadline() - until > 0) {
        return null;
      }
      queue.remove();
      armed.remove(head.node());
      now = Math.max(now, head.deadline());
      return head.node();
    }
  }
}
