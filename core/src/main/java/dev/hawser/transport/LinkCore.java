package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Role;
import dev.hawser.frame.Opcode;
import dev.hawser.frame.Utf8;
import dev.hawser.machine.LinkFinish;
import dev.hawser.machine.LinkState;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The link every adapter shares: it keeps the promises of {@link Link} and {@link LinkListener},
 * whatever the runtime beneath does.
 *
 * <p>Everything happens in turns on the link's thread. A turn is one report of an adapter, or one
 * task that another thread or the timer asked for; what it leads to (commands of other threads,
 * delivery, one flush) is settled at its end. So no {@link Link} method calls the listener or a
 * completion before it returns, and many small writes of one turn share one flush. Adapters reach
 * it through {@link ByteDoor}, {@link MessageDoor} and {@link AcceptDoor}.
 */
final class LinkCore extends Turns implements Link {
  final LinkOptions options;
  final Logbook log;
  final Arrivals arrivals;
  final Watch watch;
  final Lifecycle life;

  private final Role role;
  private @Nullable Outlet outlet;
  private @Nullable Runnable readsOn;
  private @Nullable ProxyTalk proxy;

  /** The outlet's pending bytes when the last turn was settled. */
  private volatile long pendingThen;

  private @Nullable Ending ending;

  LinkCore(
      LinkPlace place, LinkOptions options, LinkListener listener, Logbook log, LinkState first) {
    super(place);
    this.role = log.role();
    this.options = options;
    this.log = log;
    this.arrivals = new Arrivals(this, listener, options.callbacks());
    this.watch = new Watch(this);
    this.life = new Lifecycle(this, role, options, first);
  }

  /** Sets how this link speaks, before anything else. */
  void speakBy(Outlet way) {
    outlet = way;
  }

  /** Sets what takes in, at the end of a turn, what was read before and could not be. */
  void readOnBy(Runnable task) {
    readsOn = task;
  }

  /** Sets the proxy that the attempt goes through, before anything else. */
  void through(@Nullable ProxyTalk way) {
    proxy = way;
  }

  @Nullable ProxyTalk proxy() {
    return proxy;
  }

  /** Returns the ending as it is known now. */
  Ending ending(LinkFinish finish) {
    life.noteSleep();
    LinkFacts facts = log.facts(now(), outlet == null ? 0 : outlet.pending());
    ProxyTalk way = proxy;
    return way == null ? finish.with(facts) : way.ending(finish, facts);
  }

  Outlet outlet() {
    Outlet way = outlet;
    if (way == null) {
      throw new IllegalStateException("the link has no way to speak");
    }
    return way;
  }

  // The application's side.

  @Override
  public void request(long messages) {
    if (messages < 1) {
      throw new IllegalArgumentException("credit for " + messages + " messages, the least is 1");
    }
    arrivals.grant(messages, here());
  }

  @Override
  public void sendText(String message, Completion completion) {
    int bytes = Utf8.length(message);
    if (turnsHere()) {
      outlet().text(message, bytes, completion);
    } else {
      hand(Command.text(message, bytes, completion));
    }
  }

  @Override
  public void sendBinary(ByteBuffer message, Completion completion) {
    send(Command.binary(message.slice(), completion));
  }

  @Override
  public void send(SharedMessage message, Completion completion) {
    send(Command.shared(message, completion));
  }

  @Override
  public void sendFrame(Opcode opcode, boolean fin, ByteBuffer payload, Completion completion) {
    if (options.delivery() != Delivery.FRAMES) {
      throw new IllegalStateException("this link delivers messages; frames need Delivery.FRAMES");
    }
    if (opcode == Opcode.CLOSE) {
      throw new IllegalArgumentException("a Close is sent by close(reason)");
    }
    if (opcode.control() && !fin) {
      throw new IllegalArgumentException("a " + opcode + " frame cannot be fragmented");
    }
    requireControlSize(opcode, payload);
    if (turnsHere()) {
      outlet().frame(opcode, fin, payload, completion);
    } else {
      hand(Command.frame(opcode, fin, payload.slice(), completion));
    }
  }

  @Override
  public void ping(ByteBuffer payload) {
    requireControlSize(Opcode.PING, payload);
    ByteBuffer kept = ByteBuffer.allocate(payload.remaining()).put(payload.duplicate()).flip();
    send(Command.frame(Opcode.PING, true, kept, Completion.IGNORED));
  }

  private static void requireControlSize(Opcode opcode, ByteBuffer payload) {
    if (opcode.control() && payload.remaining() > 125) { // RFC 6455 s.5.5
      throw new IllegalArgumentException(
          "payload of a " + opcode + " has " + payload.remaining() + " bytes, the most is 125");
    }
  }

  private void send(Command command) {
    if (turnsHere()) {
      outlet().send(command);
    } else {
      hand(command);
    }
  }

  @Override
  public void probe() {
    act(life::probe);
  }

  @Override
  public void probe(Duration within) {
    act(() -> life.probe(within));
  }

  @Override
  public long pendingBytes() {
    return (here() ? outlet().pending() : pendingThen) + bytesLeft();
  }

  @Override
  public void close(CloseReason reason) {
    // One who passes frames on says what the other side's role may say.
    boolean others = options.delivery() == Delivery.FRAMES && reason.code().legalOnWire(false);
    if (!others && !reason.equals(CloseReason.NONE)) {
      reason.requireSendableBy(role);
    }
    act(() -> life.close(reason));
  }

  @Override
  public void fail(Fault fault, String text) {
    act(() -> life.fail(fault, text));
  }

  @Override
  public void abort() {
    act(() -> life.abort(Initiator.USER));
  }

  private void act(Runnable task) {
    if (turnsHere()) {
      task.run();
      touch();
    } else {
      hand(Command.run(task));
    }
  }

  // The turn's own work.

  @Override
  void act(Command command) {
    if (command.opcode == null) {
      command.task().run();
    } else {
      outlet().send(command);
    }
  }

  @Override
  void settle() {
    life.look();
    takeOver();
    if (readsOn != null && ending == null) {
      arrivals.drain();
      readsOn.run();
    }
    Ending how = ending;
    if (how != null) {
      ending = null;
      outlet().end();
      arrivals.end(how);
    } else {
      arrivals.drain();
    }
    settling();
    outlet().settle();
    long pending = outlet().pending();
    if (pending != pendingThen) { // most turns spare the other threads a look
      pendingThen = pending;
    }
  }

  // What the link's parts tell each other.

  /** Tells whoever wants to know what became of something; what that throws ends the link. */
  void complete(Completion completion, WriteResult result) {
    try {
      completion.done(result);
    } catch (Throwable thrown) {
      life.callbackFailed(thrown);
    }
  }

  /** So many bytes wait, for other threads to see before a long write. */
  void pending(long bytes) {
    pendingThen = bytes;
  }

  void bytesWritten(int bytes) {
    log.bytesOut += bytes;
    log.out(now());
  }

  void messageWritten(boolean text, int bytes) {
    log.noteOut(text, bytes);
  }

  void closeWritten(WriteResult result) {
    if (result == WriteResult.WRITTEN) {
      life.closeWritten();
    }
  }

  /** Reading stops or goes on. */
  void reading(boolean on) {
    outlet().read(on);
    if (on) {
      watch.resumed(now());
      life.arm();
    }
  }

  /** The link has ended so. */
  void ended(Ending how) {
    ending = how;
    touch();
  }
}
