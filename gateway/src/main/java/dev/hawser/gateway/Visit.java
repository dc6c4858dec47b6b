package dev.hawser.gateway;

/**
 * One whom the gateway let in: it is there from its request on until its session is over, or until
 * it is known that none comes about.
 *
 * <p>Thread-safe; each step counts once, however often it is told.
 */
final class Visit {
  private final Hall hall;
  private boolean answered;
  private boolean over;

  Visit(Hall hall) {
    this.hall = hall;
  }

  /** Returns where it is. */
  Hall hall() {
    return hall;
  }

  /** It waits for no upstream any more. */
  void answered() {
    boolean first;
    synchronized (this) {
      first = !answered;
      answered = true;
    }
    if (first) {
      hall.answered();
    }
  }

  /** It is gone. */
  void over() {
    answered();
    boolean first;
    synchronized (this) {
      first = !over;
      over = true;
    }
    if (first) {
      hall.gone();
    }
  }
}
