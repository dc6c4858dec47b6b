package dev.hawser.transport;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.frame.Violation;
import dev.hawser.http.HttpAnswer;
import dev.hawser.machine.LinkActs;
import dev.hawser.machine.LinkEffect;
import dev.hawser.machine.LinkEvent;
import dev.hawser.machine.LinkEvent.Signal;
import dev.hawser.machine.LinkFinish;
import dev.hawser.machine.LinkMoment;
import dev.hawser.machine.LinkRules;
import dev.hawser.machine.LinkState;
import dev.hawser.machine.LinkStep;
import dev.hawser.machine.Vitals;
import dev.hawser.time.TimerNode;
import dev.hawser.time.Timers;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs a link's machine: takes events to it, does what it says, and keeps its one deadline armed.
 *
 * <p>The timer is never taken back: one that fires early is armed again. Of the link's thread but
 * for {@link #fire} and {@link #over}.
 */
final class Lifecycle extends TimerNode implements LinkActs {
  private final LinkCore core;
  private final Timers timers;
  private final LinkRules rules;
  private volatile LinkState state;
  private volatile boolean fired;
  private volatile @Nullable Duration jumped;
  private boolean armed;
  private long armedFor;
  private @Nullable HandshakeInfo info;

  Lifecycle(LinkCore core, Role role, LinkOptions options, LinkState first) {
    this.core = core;
    this.timers = core.place.timers();
    this.rules = options.rules(role);
    this.state = first;
  }

  /** Tells whether messages flow. */
  boolean open() {
    return state instanceof LinkState.Open;
  }

  /** Tells whether the link has ended; from any thread. */
  boolean over() {
    return state instanceof LinkState.Ended;
  }

  private Vitals vitals() {
    return new Vitals(core.watch.pulse(), core.arrivals.reading(), core.arrivals.waitingSince());
  }

  private void apply(LinkEvent event) {
    LinkStep step = state.on(event, new LinkMoment(core.now(), rules, vitals()));
    state = step.next();
    for (LinkEffect effect : step.effects()) {
      effect.on(this);
    }
    arm();
  }

  /** Sees to it that the timer fires when the state has a deadline, or before. */
  void arm() {
    OptionalLong due = state.deadline(rules, vitals());
    if (due.isPresent() && (!armed || due.getAsLong() - armedFor < 0)) {
      armed = true;
      armedFor = due.getAsLong();
      timers.arm(this, armedFor);
    } else if (due.isEmpty() && over()) {
      timers.disarm(this);
    }
  }

  @Override
  protected void fire() {
    fired = true;
    core.wake();
  }

  /** The machine slept, or was moved: the line may be gone though it was not silent for long. */
  @Override
  protected void jumped(Duration asleep) {
    jumped = asleep;
    core.wake();
  }

  /** Writes a sleep down, whether the timer has told of it yet or the end comes first. */
  void noteSleep() {
    Duration told = jumped;
    Duration asleep = told == null ? timers.asleep() : told;
    if (!asleep.isZero()) {
      core.log.slept(asleep, core.now());
    }
  }

  /** Looks whether the timer fired or told of a jump. */
  void look() {
    if (jumped != null) {
      noteSleep();
      jumped = null;
      if (open()) {
        apply(Signal.PROBE);
      }
    }
    if (fired) {
      fired = false;
      armed = false;
      apply(Signal.DEADLINE_REACHED);
    }
  }

  /** The upgrade request goes out. */
  void asked() {
    core.log.enter(Phase.HANDSHAKING, core.now());
    apply(Signal.ASKED);
  }

  /** The handshake succeeded. */
  void opened(HandshakeInfo settled) {
    info = settled;
    apply(Signal.OPENED);
  }

  /** An accepted socket is a link from its start. */
  void accepted(HandshakeInfo settled) {
    info = settled;
    tellOpen();
    arm();
  }

  void refused(HttpAnswer answer) {
    apply(new LinkEvent.Unanswered(new LinkFinish.ByRefusal(answer)));
  }

  void unanswered(Unreachability kind, String text) {
    apply(new LinkEvent.Unanswered(new LinkFinish.Unanswered(kind, text)));
  }

  void close(CloseReason reason) {
    apply(new LinkEvent.CloseRequested(reason));
  }

  void peerClosed(CloseReason reason) {
    core.log.received(reason);
    closing();
    apply(new LinkEvent.PeerClosed(reason));
  }

  /** The peer broke a rule. */
  void violated(Violation violation) {
    fail(FaultCodes.fault(violation.code()), violation.detail(), violation.reason());
  }

  /** The peer broke a rule of that kind, as a runtime found. */
  void violated(Fault fault, String text) {
    fail(fault, text, CloseReason.fit(FaultCodes.code(fault), text));
  }

  void callbackFailed(Throwable thrown) {
    core.log.thrown(thrown);
    fail(Fault.CALLBACK_FAILED, "a callback threw " + thrown.getClass().getName());
  }

  void fail(Fault fault, String text) {
    fail(fault, text, CloseReason.fit(CloseCode.INTERNAL_ERROR, text));
  }

  private void fail(Fault fault, String text, CloseReason reason) {
    boolean tells = open() && core.options.delivery() == Delivery.FRAMES;
    apply(new LinkEvent.Failed(fault, text, reason));
    if (tells) {
      tellClosing(new LinkFinish.ByFault(fault, text));
    }
  }

  void closeWritten() {
    apply(Signal.CLOSE_WRITTEN);
  }

  void closeSent(CloseReason reason) {
    core.log.sent(reason);
    closing();
    apply(Signal.CLOSE_SENT);
  }

  /** The end of a link that is given up for a fault began while it was open. */
  private void closing() {
    if (state instanceof LinkState.Closing now
        && now.farewell().finish() instanceof LinkFinish.ByFault) {
      core.log.closing(core.now());
    } else {
      core.log.enter(Phase.CLOSING, core.now());
    }
  }

  /** The peer ended its direction. */
  void peerEnded(TransportEnd end) {
    core.log.ended(end);
    apply(Signal.PEER_ENDED);
  }

  /** The connection is gone. */
  void lost(TransportEnd end) {
    core.log.ended(end);
    apply(Signal.LOST);
  }

  void abort(Initiator by) {
    apply(new LinkEvent.Aborted(by));
  }

  void probe() {
    apply(Signal.PROBE);
  }

  void probe(Duration within) {
    apply(Signal.PROBE);
    if (open()) {
      core.watch.hurry(core.now(), within);
      arm();
    }
  }

  @Override
  public void tellOpen() {
    HandshakeInfo settled = info;
    if (settled == null) {
      throw new IllegalStateException("opened without a handshake");
    }
    info = null;
    core.log.opened(core.now());
    core.watch.opened(core.now());
    core.outlet().open();
    core.arrivals.open(settled);
  }

  @Override
  public void ping() {
    core.watch.ask(core.now(), rules.heartbeat().pongWithin());
  }

  @Override
  public void sendClose(CloseReason reason, boolean atOnce) {
    core.outlet().close(reason, atOnce);
  }

  @Override
  public void halfClose() {
    core.outlet().halfClose();
  }

  @Override
  public void drop() {
    if (core.outlet().wired()) {
      core.log.ended(TransportEnd.LOCAL); // unless something else ended it before
    }
    core.outlet().drop();
  }

  @Override
  public void discard() {
    core.arrivals.discard();
  }

  @Override
  public void tellClosing(LinkFinish finish) {
    core.arrivals.closing(core.ending(finish));
  }

  @Override
  public void announce(LinkFinish finish) {
    core.ended(core.ending(finish));
  }
}
