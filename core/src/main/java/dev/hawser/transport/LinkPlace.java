package dev.hawser.transport;

import dev.hawser.time.Timers;

/**
 * Where links live: what those of one thread have in common.
 *
 * <p>Links that are given the same place are neighbours: what one of them makes another do, as by
 * passing a message on, is done at the end of its turn, without a way round by the thread's queue.
 */
public final class LinkPlace {
  private final LinkThread thread;
  private final Timers timers;
  private final Masks masks;
  private final Neighbours neighbours;

  /**
   * Makes a place without links.
   *
   * @param thread their thread, for their whole life
   * @param timers the clock, and one deadline for each
   * @param masks where their masking keys come from
   */
  public LinkPlace(LinkThread thread, Timers timers, Masks masks) {
    this.thread = thread;
    this.timers = timers;
    this.masks = masks;
    this.neighbours = new Neighbours(thread);
  }

  /** Returns the links' thread. */
  public LinkThread thread() {
    return thread;
  }

  /** Returns the clock and the deadlines. */
  public Timers timers() {
    return timers;
  }

  /** Returns where masking keys come from. */
  public Masks masks() {
    return masks;
  }

  /** Returns the links that are to have a turn. */
  Neighbours neighbours() {
    return neighbours;
  }
}
