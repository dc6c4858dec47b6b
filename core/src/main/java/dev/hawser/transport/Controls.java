package dev.hawser.transport;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The control frames that wait for their turn before messages: the heartbeat's Ping, the answer to
 * the peer's last Ping, the application's Pings. Of one thread.
 */
final class Controls {
  private @Nullable ByteBuffer beat;
  private @Nullable ByteBuffer pong;
  private @Nullable Commands pings;

  /** The heartbeat's Ping is to go out. */
  void beat(ByteBuffer payload) {
    beat = payload;
  }

  /** A Ping of the peer is to be answered. */
  void pong(ByteBuffer payload) {
    pong = payload; // RFC 6455 s.5.5.3: the most recent Ping may be answered alone
  }

  /** A later Ping was answered on the spot. */
  void answered() {
    pong = null;
  }

  /** A Ping of the application is to go out. */
  void ping(Command command) {
    Commands waiting = pings;
    if (waiting == null) {
      waiting = new Commands();
      pings = waiting;
    }
    waiting.add(command);
  }

  /** Tells whether anything waits. */
  boolean any() {
    return beat != null || pong != null || (pings != null && !pings.isEmpty());
  }

  /** Takes the heartbeat's Ping out, null where none waits. */
  @Nullable ByteBuffer takeBeat() {
    ByteBuffer payload = beat;
    beat = null;
    return payload;
  }

  /** Takes the answer out, null where none waits. */
  @Nullable ByteBuffer takePong() {
    ByteBuffer payload = pong;
    pong = null;
    return payload;
  }

  /** Takes the application's first Ping out, null where none waits. */
  @Nullable Command takePing() {
    return pings == null ? null : pings.poll();
  }

  /** Returns the payload of the application's Pings in bytes. */
  long bytes() {
    return pings == null ? 0 : pings.bytes();
  }

  /** What waits will not be written. */
  void giveBack(LinkCore core) {
    beat = null;
    pong = null;
    Command ping = takePing();
    while (ping != null) {
      core.complete(ping.completion, WriteResult.NOT_WRITTEN);
      ping = takePing();
    }
  }
}
