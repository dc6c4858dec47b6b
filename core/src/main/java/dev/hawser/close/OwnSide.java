package dev.hawser.close;

import java.time.Duration;

/**
 * What happened on this side that a link can suffer from.
 *
 * @param asleep the last time the process stood still while the link was open: its machine slept,
 *     or it was suspended, as far as the clocks tell
 * @param unread the last time of a second or more in which nothing was read, because the
 *     application took no messages
 * @param latePings how many Pings of the peer, two or more, had come in when this side read again
 *     after a second or more
 * @param latePingsBeforeEnd how long before the end that was; zero where there were none
 * @param unwritten bytes handed to the link that the system had not taken at the end
 */
public record OwnSide(
    Lapse asleep, Lapse unread, int latePings, Duration latePingsBeforeEnd, long unwritten) {
  /** Nothing happened. */
  public static final OwnSide CALM = new OwnSide(Lapse.NONE, Lapse.NONE, 0, Duration.ZERO, 0);

  /** Returns a copy with another sleep. */
  public OwnSide asleep(Lapse sleep) {
    return new OwnSide(sleep, unread, latePings, latePingsBeforeEnd, unwritten);
  }

  /** Returns a copy with another time without reading. */
  public OwnSide unread(Lapse pause) {
    return new OwnSide(asleep, pause, latePings, latePingsBeforeEnd, unwritten);
  }

  /** Returns a copy with Pings that had to wait. */
  public OwnSide latePings(int count, Duration beforeEnd) {
    return new OwnSide(asleep, unread, count, beforeEnd, unwritten);
  }

  /** Returns a copy with other unwritten bytes. */
  public OwnSide unwritten(long bytes) {
    return new OwnSide(asleep, unread, latePings, latePingsBeforeEnd, bytes);
  }
}
