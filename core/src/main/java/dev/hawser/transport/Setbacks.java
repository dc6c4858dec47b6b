package dev.hawser.transport;

import dev.hawser.close.Lapse;
import dev.hawser.close.OwnSide;
import java.time.Duration;

/**
 * What happened on this side while a link was open; made with the first of it, so that a resting
 * link holds none. Of the link's thread.
 */
final class Setbacks {
  /** How long after a time without reading Pings still count as having waited through it. */
  private static final long SOON = Duration.ofSeconds(30).toNanos();

  private long slept;
  private long woke;
  private long unread;
  private long readAgain;
  private int pings;
  private long pinged;

  /** The process stood still for that long until now. */
  void slept(long length, long now) {
    slept = length;
    woke = now;
  }

  /** Nothing was read for that long until now. */
  void unread(long length, long now) {
    unread = length;
    readAgain = now;
  }

  /** Tells whether reading goes on only since a moment ago. */
  boolean readsAgain(long now) {
    return unread > 0 && now - readAgain <= SOON;
  }

  /** So many Pings had waited. */
  void pings(int count, long now) {
    pings = count;
    pinged = now;
  }

  OwnSide ownSide(long now, long unwritten) {
    return new OwnSide(
        lapse(slept, woke, now),
        lapse(unread, readAgain, now),
        pings,
        pings == 0 ? Duration.ZERO : Duration.ofNanos(now - pinged),
        unwritten);
  }

  private static Lapse lapse(long length, long until, long now) {
    return length == 0
        ? Lapse.NONE
        : new Lapse(Duration.ofNanos(length), Duration.ofNanos(now - until));
  }
}
