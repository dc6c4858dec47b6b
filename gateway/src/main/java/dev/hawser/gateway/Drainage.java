package dev.hawser.gateway;

import dev.hawser.time.TimerNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/** Ends the sessions of a hall one after the other, each in its own part of a window. */
final class Drainage extends TimerNode {
  private final Hall hall;
  private final long window;
  private final ArrayDeque<Leaving> queue = new ArrayDeque<>();

  private record Leaving(Session session, long at) {}

  Drainage(Hall hall, Duration window) {
    this.hall = hall;
    this.window = window.toNanos();
  }

  /** Begins: the window is cut into as many parts as there are sessions. */
  void begin(RandomGenerator dice) {
    Session[] all = hall.sessions().toArray(new Session[0]);
    long start = hall.timers().nanos();
    long part = all.length == 0 ? 0 : window / all.length;
    for (int i = 0; i < all.length; i++) {
      long within = part == 0 ? 0 : dice.nextLong(part);
      queue.add(new Leaving(all[i], start + i * part + within));
    }
    fire();
  }

  @Override
  protected void fire() {
    try {
      tell();
    } catch (Throwable thrown) {
      Journal.failed("drain", thrown);
      for (Leaving left = queue.poll(); left != null; left = queue.poll()) {
        left.session().restart(); // all at once is better than never
      }
    }
  }

  private void tell() {
    Leaving next = queue.peek();
    while (next != null && next.at() - hall.timers().nanos() <= 0) {
      queue.remove();
      next.session().restart();
      next = queue.peek();
    }
    if (next != null) {
      hall.timers().arm(this, next.at());
    }
  }
}
