package dev.hawser.gateway;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The gateway's own Pings: a prefix of eight bytes that nobody else knows, then a counter.
 *
 * <p>Thread-safe. Pings of the two sides pass end to end; a Pong with the prefix is the gateway's.
 */
final class OwnPings {
  private final long prefix;
  private final AtomicLong count = new AtomicLong();

  OwnPings(long prefix) {
    this.prefix = prefix;
  }

  /** Returns the payload of the next Ping. */
  ByteBuffer next() {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(prefix)
        .putLong(count.incrementAndGet())
        .flip();
  }

  /** Tells whether a Pong answers a Ping of the gateway's. */
  boolean answeredBy(ByteBuffer pong) {
    return pong.remaining() == 2 * Long.BYTES && pong.getLong(pong.position()) == prefix;
  }
}
