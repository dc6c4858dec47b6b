package dev.hawser.transport;

import dev.hawser.heartbeat.Pulse;
import dev.hawser.heartbeat.Question;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The Pings of the link's own, or the heartbeat's messages instead, and what answers them. Of the
 * link's thread.
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
  private long messages;
  private long messagesBefore;
  private boolean again;
  private long lastAsked;
  private OptionalLong within = OptionalLong.empty();
  private final @Nullable Inquiries inquiries;

  Watch(LinkCore core) {
    this.core = core;
    Question question = core.options.heartbeat().question();
    inquiries = question.byMessage() ? new Inquiries(core, question) : null;
  }

  Pulse pulse() {
    return new Pulse(core.log.lastIn, core.log.lastOut, ping, pingAt, lastAsked, within);
  }

  /** The link is open. */
  void opened(long now) {
    lastAsked = now;
  }

  /** Bytes came in. */
  void alive() {
    if (ping != Pulse.Ping.NONE) {
      ping = Pulse.Ping.NONE;
      within = OptionalLong.empty();
      core.life.arm(); // the next Ping may be due before the answer to this one was
    }
  }

  /** Reading goes on after a pause in which no sign of life could come. */
  void resumed(long now) {
    ping = Pulse.Ping.NONE;
    within = OptionalLong.empty();
    core.log.readAgain(now);
  }

  /**
   * Asks for a sign of life, by a new Ping unless one was sent so lately that its Pong may come.
   */
  void ask(long now, Duration wait) {
    boolean binding = core.options.heartbeat().question() != Question.Control.NOTHING;
    if (inquiries != null) {
      boolean due = now - lastAsked >= core.options.heartbeat().interval().toNanos();
      if (inquiries.ask(now, due ? Duration.ZERO : wait)) {
        lastAsked = now;
        pingAt = now;
        ping = Pulse.Ping.QUEUED;
      } else {
        await(now);
      }
      return;
    }
    if (pongs != counter && now - askedAt < wait.toNanos()) {
      again = true;
      if (binding) {
        await(now);
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
    lastAsked = now;
    pingAt = now;
    ping = binding ? Pulse.Ping.QUEUED : Pulse.Ping.NONE;
    core.outlet().beat(ByteBuffer.allocate(Long.BYTES).putLong(0, counter));
  }

  /** A question is on its way already: the wait for its answer begins now. */
  private void await(long now) {
    if (ping == Pulse.Ping.NONE) {
      ping = Pulse.Ping.WRITTEN;
      pingAt = now;
    }
  }

  /** Somebody wants the answer that is awaited within that time. */
  void hurry(long now, Duration wanted) {
    if (ping != Pulse.Ping.NONE) {
      long wait = now - pingAt + wanted.toNanos();
      within = OptionalLong.of(Math.min(wait, within.orElse(wait)));
    }
  }

  /** Tells whether a message answers the heartbeat's, and acts on it. */
  boolean answers(Object message) {
    return inquiries != null && inquiries.answered(message);
  }

  /** A message stands on the wire; false for one of the heartbeat, which does not count. */
  boolean messagePlaced(Completion completion) {
    if (inquiries != null && inquiries.placed(completion, messages)) {
      return false;
    }
    messages++;
    return true;
  }

  /** The Ping stands on the wire, behind the messages so far. */
  void beatPlaced() {
    messagesBefore = messages;
    core.log.pingsSent++;
  }

  /** The system took the Ping, or it will not be written. */
  void beatWritten(WriteResult result) {
    if (result == WriteResult.WRITTEN) {
      written(core.now());
      core.life.arm();
    }
  }

  private void written(long now) {
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
    core.arrivals.roundTrip(Duration.ofNanos(core.log.roundTrip));
    if (again) {
      core.life.probe();
    }
    return true;
  }
}
