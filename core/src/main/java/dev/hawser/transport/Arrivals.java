package dev.hawser.transport;

import dev.hawser.close.Ending;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What arrived, and what the application gave credit for.
 *
 * <p>With credit a message goes straight to the listener; without, it waits here. Credit gates
 * delivery, not reading: up to {@link #READ_AHEAD} undelivered bytes are read on, so that Pings,
 * Pongs, the Close and the end of TCP are seen behind them. Of the link's thread but for {@link
 * #grant}.
 */
final class Arrivals {
  /** The undelivered bytes from which on reading stops. */
  static final int READ_AHEAD = 64 * 1024;

  private final LinkCore core;
  private final Teller teller;
  private final Allowance allowance = new Allowance();

  /** Something waits for credit. */
  private volatile boolean hungry;

  private boolean shut;

  /** A message came that will not be delivered. */
  private boolean unheard;

  private boolean paused;
  private int waitingBytes;
  private int partialBytes;
  private boolean waits;
  private long waitingSince;
  private @Nullable ArrayDeque<Arrival> messages;
  private @Nullable ArrayDeque<Arrival.Call> asides;
  private @Nullable Ending closing;
  private @Nullable Ending ending;

  Arrivals(LinkCore core, LinkListener listener, @Nullable Executor callbacks) {
    this.core = core;
    this.teller = new Teller(core, listener, callbacks);
  }

  /** More may be delivered; from any thread. */
  void grant(long more, boolean here) {
    if (here) {
      allowance.add(more);
      if (hungry && !teller.busy()) {
        core.touch();
      }
    } else {
      allowance.grant(more);
      if (hungry) {
        core.wake();
      }
    }
  }

  void open(HandshakeInfo info) {
    aside(l -> l.onOpen(core, info));
  }

  void pong(ByteBuffer payload) {
    aside(l -> l.onPong(payload));
  }

  void confirmed(long count) {
    aside(l -> l.onConfirmed(count));
  }

  void roundTrip(Duration time) {
    aside(l -> l.onRoundTrip(time));
  }

  /** A Ping came: answered, unless that would confirm a message that nobody will take. */
  void ping(ByteBuffer payload) {
    if (!unheard) {
      core.outlet().pong(payload);
    }
  }

  /** A Ping or Pong as it is, for one who passes frames on. */
  void control(Opcode opcode, ByteBuffer payload) {
    aside(l -> l.onFrame(opcode, true, payload));
  }

  void text(String message, int bytes) {
    partialBytes = 0;
    if (core.watch.answers(message)) {
      return;
    }
    if (straight()) {
      teller.text(message);
    } else {
      message(bytes, l -> l.onText(message));
    }
  }

  void binary(ByteBuffer message) {
    partialBytes = 0;
    if (core.watch.answers(message)) {
      return;
    }
    if (straight()) {
      teller.binary(message);
    } else {
      message(message.remaining(), l -> l.onBinary(message));
    }
  }

  void frame(Opcode opcode, boolean fin, ByteBuffer payload) {
    if (straight()) {
      teller.frame(opcode, fin, payload);
    } else {
      message(payload.remaining(), l -> l.onFrame(opcode, fin, payload));
    }
  }

  /** So many bytes of a message came that is not complete. */
  void partial(int bytes) {
    partialBytes += bytes;
  }

  /** Takes one credit if the message can go to the listener on the spot. */
  private boolean straight() {
    if (!teller.free() || shut || messages != null || !allowance.any()) {
      return false;
    }
    spend();
    return true;
  }

  private void spend() {
    waits = false; // the application came for it
    allowance.spend();
  }

  private void message(int bytes, Arrival.Call call) {
    if (shut) {
      unheard = true;
      return;
    }
    if (messages == null) {
      messages = new ArrayDeque<>();
    }
    messages.add(new Arrival(bytes, call));
    waitingBytes += bytes;
    hungry = true;
    drain();
  }

  private void aside(Arrival.Call call) {
    ArrayDeque<Arrival.Call> waiting = asides;
    if (waiting == null && !teller.busy()) {
      teller.tell(call);
    } else {
      if (waiting == null) {
        waiting = new ArrayDeque<>(2);
        asides = waiting;
      }
      waiting.add(call);
    }
    drain();
  }

  /** The peer closes, and the link will end so; told when this turn is settled. */
  void closing(Ending soFar) {
    closing = soFar;
  }

  /** The link has ended so; nothing is told after it. */
  void end(Ending how) {
    ending = how;
    drain();
  }

  /** Forgets what waits and what comes. */
  void discard() {
    shut = true;
    unheard |= messages != null;
    messages = null;
    waitingBytes = 0;
    hungry = false;
  }

  /** Delivers what there is credit for, then that the peer closes, then the end. */
  void drain() {
    if (teller.busy()) {
      return;
    }
    Arrival.Call next = next();
    while (next != null) {
      teller.tell(next);
      next = next();
    }
    Ending soFar = closing;
    if (soFar != null && messages == null) {
      closing = null;
      teller.tell(l -> l.onClosing(soFar));
    }
    Ending how = ending;
    if (how != null && messages == null) {
      ending = null;
      shut = true;
      teller.tell(l -> l.onEnd(how));
    }
    look();
  }

  private Arrival.@Nullable Call next() {
    ArrayDeque<Arrival.Call> first = asides;
    if (first != null) {
      Arrival.Call aside = first.remove();
      if (first.isEmpty()) {
        asides = null;
      }
      return aside;
    }
    ArrayDeque<Arrival> waiting = messages;
    if (waiting == null || waiting.isEmpty() || !allowance.any()) {
      return null;
    }
    spend();
    Arrival message = waiting.remove();
    waitingBytes -= message.bytes();
    if (waiting.isEmpty()) {
      messages = null;
    }
    return message.call();
  }

  /** Tells whether so much waits that nothing more is to be read. */
  boolean stuffed() {
    return waitingBytes >= READ_AHEAD;
  }

  /** Stops or goes on reading, and notes since when the application is waited for. */
  void look() {
    boolean starved = allowance.none();
    boolean full = starved && waitingBytes + partialBytes >= READ_AHEAD && core.life.open();
    if (full != paused) {
      paused = full;
      core.reading(!full);
    }
    boolean nowWaits = starved && (messages != null || paused);
    hungry = messages != null || paused;
    if (nowWaits && !allowance.none()) {
      core.wake(); // given between the two looks
    }
    if (nowWaits && !waits) {
      waits = true;
      waitingSince = core.now();
      core.life.arm();
    }
    waits = nowWaits;
  }

  /** Tells whether reading goes on. */
  boolean reading() {
    return !paused;
  }

  /** Returns since when the application is waited for, empty if it is not. */
  OptionalLong waitingSince() {
    return waits ? OptionalLong.of(waitingSince) : OptionalLong.empty();
  }
}
