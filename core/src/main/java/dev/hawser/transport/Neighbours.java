package dev.hawser.transport;

import java.util.ArrayDeque;

/**
 * The links of one place that others of it gave something to do: they have their turn right behind
 * that of the others, which spares the usual message a way through the thread's queue. Of that
 * thread.
 */
final class Neighbours {
  private final LinkThread thread;
  private final ArrayDeque<Turns> due = new ArrayDeque<>(0);
  private int turns;
  private boolean visiting;

  Neighbours(LinkThread thread) {
    this.thread = thread;
  }

  /** A turn of one begins. */
  void enter() {
    turns++;
  }

  /** Tells whether one has its turn, so that the end of it comes. */
  boolean busy() {
    return turns > 0;
  }

  /** That one has its turn next. */
  void add(Turns next) {
    due.add(next);
  }

  /** A turn ends; with the outermost those have theirs that it gave something to do. */
  void leave() {
    turns--;
    if (turns == 0 && !visiting && !due.isEmpty()) {
      visit();
    }
  }

  private void visit() {
    visiting = true;
    try {
      for (int left = due.size(); left > 0; left--) {
        due.remove().run();
      }
    } finally {
      visiting = false;
      if (!due.isEmpty()) {
        thread.execute(this::visit); // who was given something by those: other work comes between
      }
    }
  }
}
