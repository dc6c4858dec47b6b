package dev.hawser.doctor.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The Pings sent on a line, and which Pong answered which. Times are those of one clock, in
 * nanoseconds; for one thread.
 */
final class Pings {
  private final Map<ByteBuffer, Long> asked = new LinkedHashMap<>();
  private final List<Long> trips = new ArrayList<>();
  private int pongs;
  private int strays;
  private int passedOver;

  /** A Ping with that payload is sent. */
  void asked(byte[] payload, long now) {
    asked.put(ByteBuffer.wrap(payload), now);
  }

  /**
   * A Pong with that payload came.
   *
   * <p>RFC 6455 s.5.5.3: who is late may answer the last Ping only, which answers those before it.
   */
  void answered(ByteBuffer payload, long now) {
    pongs++;
    Long sent = asked.get(payload);
    if (sent == null) {
      strays++;
      return;
    }
    trips.add(TimeUnit.NANOSECONDS.toMicros(now - sent));
    Iterator<ByteBuffer> before = asked.keySet().iterator();
    boolean more = true;
    while (more) {
      more = !before.next().equals(payload);
      before.remove();
      passedOver += more ? 1 : 0;
    }
  }

  /** Tells whether a Ping with that payload is not answered yet. */
  boolean awaits(byte[] payload) {
    return asked.containsKey(ByteBuffer.wrap(payload));
  }

  /** Returns how many Pongs came, asked for or not. */
  int pongs() {
    return pongs;
  }

  /** Returns how many Pongs came that answer no Ping. */
  int strays() {
    return strays;
  }

  /** Returns how many Pings are not answered yet, by a Pong to them or to a later one. */
  int unanswered() {
    return asked.size();
  }

  /** Returns how many Pings got no Pong of their own, but a later one did. */
  int passedOver() {
    return passedOver;
  }

  /** Returns the time of each Ping that was answered itself, in microseconds. */
  List<Long> trips() {
    return List.copyOf(trips);
  }
}
