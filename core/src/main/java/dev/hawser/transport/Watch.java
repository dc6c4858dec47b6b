package dev.hawser.transport;

import dev.hawser.heartbeat.Pulse;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The Pings of the link's own and what answers them. Of the link's thread.
 *
 * <p>A Ping carries eight bytes: a counter that starts anywhere, so that an application's Pings are
 * not mistaken for it. Any byte of the peer is a sign of life; only the Pong of the last Ping tells
 * the round trip and confirms the messages before it.
 */
final class Watch {
  private final LinkCore core;

  private Pulse.Ping ping = Pulse.Ping.NONE;
  private long pingAt;
  private long counter;
  private long pongs;
  private boolean begun;
  private long askedAt;
  private long messagesBefore;
  private boolean again;

  Watch(LinkCore core) {
    this.core = core;
  }

  Pulse pulse() {
    return new Pulse(core.log.lastIn, core.log.lastOut, ping, pingAt);
  }

  /** Bytes came in. */
  void alive() {
    if (ping != Pulse.Ping.NONE) {
      ping = Pulse.Ping.NONE;
      core.life.arm(); // the next Ping may be due before the answer to this one was
    }
  }

  /** Reading goes on after a pause in which no sign of life could come. */
  void resumed(long now) {
    ping = Pulse.Ping.NONE;
    core.log.lastIn = now;
  }

  /**
   * Asks for a sign of life, by a new Ping unless one was sent so lately that its Pong may come.
   */
  void ask(long now, Duration wait) {
    if (pongs != counter && now - askedAt < wait.toNanos()) {
      again = true;
      if (ping == Pulse.Ping.NONE) {
        ping = Pulse.Ping.WRITTEN;
        pingAt = now;
      }
      return;
    }
    if (!begun) {
      begun = true;
      counter = (long) core.place.masks().next() << 32 ^ core.place.masks().next();
    }
    counter++;
    pongs = counter - 1;
    again = false;
    askedAt = now;
    pingAt = now;
    ping = Pulse.Ping.QUEUED;
    core.outlet().beat(ByteBuffer.allocate(Long.BYTES).putLong(0, counter));
  }

  /** The Ping stands on the wire behind that many messages. */
  void placed(long messages) {
    messagesBefore = messages;
    core.log.pingsSent++;
  }

  /** The system took the Ping. */
  void written(long now) {
    if (ping == Pulse.Ping.QUEUED) {
      ping = Pulse.Ping.WRITTEN;
      pingAt = now;
    }
    if (pongs != counter) {
      askedAt = now;
    }
  }

  /** Tells whether the Pong answers a Ping of ours, and acts on it. */
  boolean answered(ByteBuffer payload, long now) {
    if (!begun || payload.remaining() != Long.BYTES) {
      return false;
    }
    long number = payload.getLong(payload.position());
    if (number != counter) {
      return number - counter < 0 && counter - number <= core.log.pingsSent;
    }
    if (pongs == counter) {
      return true;
    }
    pongs = counter;
    core.log.pongsReceived++;
    core.log.roundTrip = now - askedAt;
    core.arrivals.confirmed(messagesBefore);
    if (again) {
      core.life.probe();
    }
    return true;
  }
}
