package dev.hawser.transport;

import java.util.ArrayDeque;
import java.util.Queue;

/** A link thread that runs its tasks when the test says so. */
final class HandThread implements LinkThread {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean inside;

  @Override
  public boolean current() {
    return inside;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  int waiting() {
    return tasks.size();
  }

  /** Does something as a task of this thread would. */
  void inside(Runnable task) {
    boolean before = inside;
    inside = true;
    try {
      task.run();
    } finally {
      inside = before;
    }
  }

  /** Does something as another thread would, within a task of this one. */
  void outside(Runnable task) {
    boolean before = inside;
    inside = false;
    try {
      task.run();
    } finally {
      inside = before;
    }
  }

  /** Runs every task, and those they lead to. */
  void run() {
    while (!tasks.isEmpty()) {
      inside(tasks.remove());
    }
  }
}
