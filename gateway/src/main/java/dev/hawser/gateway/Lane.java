package dev.hawser.gateway;

import dev.hawser.frame.Opcode;
import dev.hawser.time.Timers;
import dev.hawser.transport.Completion;
import dev.hawser.transport.Link;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a session: frames of one link go out on the other, as fast as that one takes
 * them.
 *
 * <p>While more than {@link #HIGH} bytes wait to be written the source gets no credit, until no
 * more than {@link #LOW} wait. Frames are passed on the source's thread, completions come on the
 * target's.
 */
final class Lane {
  /** The longest fragment: no Close has to wait behind more. */
  static final int FRAGMENT = 16 * 1024;

  /** The bytes from which on the source is given no credit. */
  static final long HIGH = 256 * 1024;

  /** The bytes at which credit that was held back is given. */
  static final long LOW = 64 * 1024;

  /** What the gateway's own count of waiting bytes is exact to in each direction. */
  static final long STEP = 4 * 1024;

  /** The frames a source may deliver ahead. */
  private static final int AHEAD = 8;

  /** What a frame costs beyond its payload, so that empty ones count too. */
  private static final int OVERHEAD = 128;

  /** The Pings and Pongs that may wait; a peer that sends more is not heard. */
  private static final int CONTROLS = 64;

  private final Link source;
  private final Link target;
  private final Timers clock;
  private final LongAdder everywhere;
  private final long maxMessage;
  private final AtomicLong queued = new AtomicLong();
  private final AtomicInteger withheld = new AtomicInteger();
  private final AtomicInteger controls = new AtomicInteger();
  private final Completion controlDone = result -> controls.decrementAndGet();
  private long messageBytes;
  private volatile long passedAt;
  private volatile long movedAt;

  /** Joins two open links. */
  Lane(Link source, Link target, Hall hall) {
    this.source = source;
    this.target = target;
    this.clock = hall.timers();
    this.everywhere = hall.queued();
    this.maxMessage = hall.options().capacity().message();
    this.passedAt = clock.nanos();
    this.movedAt = passedAt;
  }

  /** Lets the first frames come. */
  void begin() {
    source.request(AHEAD);
  }

  /** Passes a piece of a message on; false if the message is over the limit, and it is not. */
  boolean data(Opcode opcode, boolean fin, ByteBuffer payload, long now) {
    passedAt = now;
    messageBytes += payload.remaining();
    if (maxMessage > 0 && messageBytes > maxMessage) {
      return false;
    }
    if (fin) {
      messageBytes = 0;
    }
    if (payload.remaining() <= FRAGMENT) {
      send(opcode, fin, payload);
    } else {
      cut(opcode, fin, payload);
    }
    more();
    return true;
  }

  private void cut(Opcode opcode, boolean fin, ByteBuffer payload) {
    Opcode next = opcode;
    int from = payload.position();
    while (payload.limit() - from > FRAGMENT) {
      send(next, false, payload.slice(from, FRAGMENT));
      next = Opcode.CONTINUATION;
      from += FRAGMENT;
    }
    send(next, fin, payload.slice(from, payload.limit() - from));
  }

  private void send(Opcode opcode, boolean fin, ByteBuffer piece) {
    long cost = piece.remaining() + (long) OVERHEAD;
    count(queued.addAndGet(cost), cost);
    target.sendFrame(opcode, fin, piece, result -> gone(cost));
  }

  /** Tells the gateway of what waits, where that crossed a step: most frames need no word. */
  private void count(long waiting, long change) {
    long steps = waiting / STEP - (waiting - change) / STEP;
    if (steps != 0) {
      everywhere.add(steps * STEP);
    }
  }

  private void more() {
    if (queued.get() < HIGH) {
      source.request(1);
      return;
    }
    if (withheld.getAndIncrement() == 0) {
      movedAt = clock.nanos();
    }
    if (queued.get() <= LOW) {
      release(); // written between the two looks
    }
  }

  private void gone(long cost) {
    long left = queued.addAndGet(-cost);
    count(left, -cost);
    if (withheld.get() > 0) {
      movedAt = clock.nanos();
      if (left <= LOW) {
        release();
      }
    }
  }

  private void release() {
    int credit = withheld.getAndSet(0);
    if (credit > 0) {
      source.request(credit);
    }
  }

  /** Passes a Ping or Pong on, unless too many wait already (RFC 6455 s.5.5.3). */
  void control(Opcode opcode, ByteBuffer payload) {
    if (controls.get() < CONTROLS) {
      controls.incrementAndGet();
      target.sendFrame(opcode, true, payload, controlDone);
    }
  }

  /** Tells whether the source waits for the target to read. */
  boolean blocked() {
    return withheld.get() > 0;
  }

  /**
   * Returns when the target, while it is waited for, took something last or was first waited for.
   */
  long movedAt() {
    return movedAt;
  }

  /** Returns when a piece of a message came last. */
  long passedAt() {
    return passedAt;
  }

  /** Returns the bytes that wait to be written. */
  long queued() {
    return queued.get();
  }

  /** Returns the lane, which stands once both links are open. */
  static Lane open(@Nullable Lane lane) {
    if (lane == null) {
      throw new IllegalStateException("a frame before both links were open");
    }
    return lane;
  }
}
