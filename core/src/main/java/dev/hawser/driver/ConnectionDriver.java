package dev.hawser.driver;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.diagnosis.Evidence;
import dev.hawser.machine.ConnectionEvent;
import dev.hawser.machine.ConnectionEvent.CloseRequested;
import dev.hawser.machine.ConnectionEvent.Ended;
import dev.hawser.machine.ConnectionEvent.Granted;
import dev.hawser.machine.ConnectionEvent.Opened;
import dev.hawser.machine.ConnectionEvent.PeerClosed;
import dev.hawser.machine.ConnectionEvent.PrepareFailed;
import dev.hawser.machine.ConnectionEvent.Prepared;
import dev.hawser.machine.ConnectionEvent.Signal;
import dev.hawser.machine.ConnectionState;
import dev.hawser.machine.Effect;
import dev.hawser.machine.Moment;
import dev.hawser.machine.Step;
import dev.hawser.time.Timers;
import dev.hawser.transport.SerialThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs one connection's machine: each event becomes a step, the step's state is published, its
 * effects are run.
 *
 * <p>Thread-safe. Steps run one at a time on the client's executor, callbacks one at a time in a
 * lane of their own, so that a callback that blocks holds up no deadline. Neither a caller's thread
 * nor the timers' runs any of them. Messages do not pass through here.
 */
public final class ConnectionDriver implements LinkHost, Alarm.Owner {
  private final ClientFace face;
  private final ClientSetup setup;
  private final Timers timers;
  private final SerialThread mailbox;
  private final SerialThread lane;
  private final GatePlace place;
  private final Surroundings surroundings;
  private final Dialler dialler;
  private final Preparation preparation;
  private final Outbox outbox;
  private final Alarm alarm;
  private volatile ConnectionState state = ConnectionState.initial();

  // In the mailbox only:
  private @Nullable SessionLink current;

  /** Links that were dialled, or will be, and have not ended: more than one after a renewal. */
  private final List<SessionLink> living = new ArrayList<>(1);

  /** What is told last of all, as soon as no link lives. */
  private @Nullable Runnable farewell;

  /** Prepares a connection; {@link #connect} begins it. */
  public ConnectionDriver(ClientFace face, ClientSetup setup) {
    this.face = face;
    this.setup = setup;
    timers = setup.timers();
    mailbox = thread(setup.executor(), setup.name(), this);
    lane = thread(setup.callbacks(), setup.name(), face);
    alarm = new Alarm(timers, mailbox, this);
    place = new GatePlace(DialGate.of(setup.transport(), timers));
    surroundings = new Surroundings(Origins.of(setup.transport()), timers);
    dialler = new Dialler(face, setup, (link, ending) -> ended(link, ending, 0));
    preparation = new Preparation(face, this::prepared);
    outbox = new Outbox(setup.outbox(), alarm);
  }

  private static SerialThread thread(Executor executor, String name, Object of) {
    return new SerialThread(
        task -> executor.execute(DefaultExecutor.named(name, LinkCall.marked(of, task))));
  }

  /** Begins the connection. */
  public void connect() {
    offer(Signal.CONNECT);
  }

  /** Ends the connection. */
  public void close(CloseReason reason) {
    offer(new CloseRequested(reason));
  }

  /** Closes the open session and dials again. */
  public void renew() {
    offer(Signal.RENEW);
  }

  /** Cuts a wait short, probes an open session. */
  public void wake() {
    offer(Signal.WAKE);
  }

  /** Dials anew if a dial is under way, cuts a wait short, verifies an open session. */
  public void networkChanged(Duration within) {
    mailbox.execute(
        () -> {
          // A dial under way may stand on the network that is gone; it would wait out its timeout.
          boolean dialling = state instanceof ConnectionState.Connecting;
          step(dialling ? Signal.RENEW : Signal.WAKE, Aftermath.NONE);
          SessionLink open = current;
          if (open != null && open.hasOpened()) {
            open.probe(within);
          }
        });
  }

  /** Returns the machine's state. */
  public ConnectionState state() {
    return state;
  }

  /** Sends a message by way of the outbox. */
  public void send(Send<?> send) {
    outbox.offer(send);
  }

  /** Returns what became of the messages so far. */
  public Counts counts() {
    return outbox.counts();
  }

  private void offer(ConnectionEvent event) {
    mailbox.execute(() -> step(event, Aftermath.NONE));
  }

  private void step(ConnectionEvent event, Aftermath aftermath) {
    ConnectionState from = state;
    double dice = setup.dice().getAsDouble();
    Step step = from.on(event, new Moment(timers.nanos(), timers.wall(), dice, setup.rules()));
    ConnectionState to = step.next();
    if (to != from) {
      state = to;
      announce(from, to, aftermath);
    }
    for (Effect effect : step.effects()) {
      run(effect);
    }
    place.keepFor(to);
    if (!(to instanceof ConnectionState.Connecting)) {
      alarm.noRequest();
    }
    alarm.machine(to.deadline());
    part();
  }

  private void announce(ConnectionState from, ConnectionState to, Aftermath aftermath) {
    if (from.getClass() != to.getClass()) {
      lane.execute(() -> face.changed(from, to, aftermath));
    }
    if (to instanceof ConnectionState.Terminated end) {
      outbox.end();
      alarm.end();
      farewell = () -> face.terminated(end, aftermath);
    }
  }

  private void part() {
    Runnable last = farewell;
    if (last != null && living.isEmpty()) {
      farewell = null;
      lane.execute(last);
    }
  }

  private void run(Effect effect) {
    if (effect instanceof Effect.AskGate ask) {
      place.ask(ask.link(), () -> offer(new Granted(ask.link())));
    } else if (effect instanceof Effect.Dial dial) {
      dial(dial, state.attempt().retry());
    } else if (current != null && current.number() == effect.link()) {
      runOn(current, effect);
    }
  }

  private void runOn(SessionLink link, Effect effect) {
    if (effect instanceof Effect.AbortLink) {
      if (link.abort()) {
        living.remove(link);
      }
    } else if (effect instanceof Effect.CloseLink close) {
      outbox.detach(link);
      if (close.reason().equals(ConnectionState.UNPREPARED)) {
        link.fail(Fault.PREPARE_FAILED, close.reason().text());
      } else {
        link.close(close.reason());
      }
    } else if (effect instanceof Effect.Prepare) {
      lane.execute(() -> preparation.run(link));
    } else if (effect instanceof Effect.ReleaseOutbox) {
      outbox.attach(link);
    } else if (effect instanceof Effect.Probe) {
      link.probe();
    }
  }

  // Dialling

  private void dial(Effect.Dial dial, int attempt) {
    SessionLink link = new SessionLink(this, dial.link(), setup.links(), outbox);
    current = link;
    living.add(link);
    alarm.request(timers.nanos() + setup.requestWithin().toNanos());
    dialler.dial(link, dial, attempt);
  }

  // The link's events

  @Override
  public void opened(SessionLink link) {
    link.face(face.session(link));
    surroundings.opened(link);
    offer(new Opened(link.number()));
  }

  private void prepared(SessionLink link, @Nullable Throwable failure) {
    offer(
        failure == null ? new Prepared(link.number()) : new PrepareFailed(link.number(), failure));
  }

  @Override
  public void closing(SessionLink link, Ending soFar, long inDoubt) {
    mailbox.execute(
        () -> {
          Aftermath aftermath =
              surroundings.behind(link, soFar, state.attempt()).aftermath(inDoubt);
          step(new PeerClosed(link.number(), soFar), aftermath);
        });
  }

  @Override
  public void ended(SessionLink link, Ending ending, long inDoubt) {
    mailbox.execute(
        () -> {
          living.remove(link);
          Background behind = surroundings.behind(link, ending, state.attempt());
          SessionFace session = link.face();
          if (session != null) {
            Evidence evidence = behind.evidence(ending);
            lane.execute(
                () -> {
                  if (link.shown) {
                    session.ended(evidence, inDoubt);
                  }
                });
          }
          step(new Ended(link.number(), ending), behind.aftermath(inDoubt));
        });
  }

  // Time

  @Override
  public void confirmationDue() {
    outbox.askForConfirmation();
  }

  @Override
  public void expiryDue() {
    outbox.expire(timers.nanos());
  }

  @Override
  public void machineDue() {
    step(Signal.DEADLINE_REACHED, Aftermath.NONE);
  }

  @Override
  public void requestDue() {
    SessionLink link = current;
    if (link != null) {
      dialler.late(link);
    }
  }
}
