package dev.hawser.machine;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Unreachability;
import dev.hawser.machine.ConnectionEvent.CloseRequested;
import dev.hawser.machine.ConnectionEvent.Ended;
import dev.hawser.machine.ConnectionEvent.Granted;
import dev.hawser.machine.ConnectionEvent.Opened;
import dev.hawser.machine.ConnectionEvent.PeerClosed;
import dev.hawser.machine.ConnectionEvent.PrepareFailed;
import dev.hawser.machine.ConnectionEvent.Prepared;
import dev.hawser.machine.ConnectionEvent.Signal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Every step the connection machine can take from its first state: breadth first, all events,
 * before, at and after each deadline, under both verdicts, from the present link and from others.
 *
 * <p>Numbers that only grow are folded: two states are the same when they differ in the clock, the
 * number of the link, or failures beyond three.
 */
final class ConnectionExplorer {
  /** One step: what was, what happened, and what the machine made of it. */
  record Transition(ConnectionState from, ConnectionEvent event, Moment now, Step step) {
    long link() {
      return from.attempt().link();
    }

    boolean stale() {
      return event instanceof ConnectionEvent.OfLink of && of.link() != link();
    }
  }

  /** Close to the end of long, so that every deadline lies beyond the overflow. */
  static final long START = Long.MAX_VALUE - Moments.SECOND / 2;

  private ConnectionExplorer() {}

  static List<Transition> everyTransition() {
    List<Transition> transitions = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<Transition> open = new ArrayDeque<>();
    ConnectionState first = ConnectionState.initial();
    seen.add(folded(first));
    open.addAll(transitionsFrom(first, START));
    while (!open.isEmpty()) {
      Transition next = open.remove();
      transitions.add(next);
      if (seen.add(folded(next.step().next()))) {
        open.addAll(transitionsFrom(next.step().next(), next.now().nanos()));
      }
    }
    return List.copyOf(transitions);
  }

  static List<Transition> transitionsFrom(ConnectionState state, long entered) {
    List<Transition> transitions = new ArrayList<>();
    for (long nanos : moments(state, entered)) {
      for (double dice : new double[] {Moments.RETRY, Moments.STOP}) {
        Moment now = Moments.at(nanos, dice);
        for (ConnectionEvent event : events(state.attempt().link())) {
          transitions.add(new Transition(state, event, now, state.on(event, now)));
        }
      }
    }
    return transitions;
  }

  private static List<Long> moments(ConnectionState state, long entered) {
    OptionalLong deadline = state.deadline();
    return deadline.isEmpty()
        ? List.of(entered + Moments.SECOND)
        : List.of(deadline.getAsLong() - 1, deadline.getAsLong(), deadline.getAsLong() + 1);
  }

  static List<ConnectionEvent> events(long link) {
    List<ConnectionEvent> events = new ArrayList<>(List.of(Signal.values()));
    events.add(new CloseRequested(CloseReason.of(CloseCode.NORMAL_CLOSURE, "bye")));
    for (long number : List.of(link - 1, link, link + 1)) {
      events.add(new Granted(number));
      events.add(new Opened(number));
      events.add(new Prepared(number));
      events.add(new PrepareFailed(number, new IllegalStateException("no token")));
      events.add(new PeerClosed(number, SampleEndings.closedByPeer(1012)));
      for (Ending ending : endings()) {
        events.add(new Ended(number, ending));
      }
    }
    return events;
  }

  private static List<Ending> endings() {
    return List.of(
        SampleEndings.closedByPeer(1012),
        SampleEndings.closed(Initiator.USER, 1000),
        SampleEndings.dropped(),
        SampleEndings.failed(Fault.HEARTBEAT_TIMEOUT),
        SampleEndings.refused(503),
        SampleEndings.unreachable(Unreachability.NOT_PREPARED),
        SampleEndings.unreachable(Unreachability.TRANSPORT_CLOSED),
        SampleEndings.aborted(Initiator.USER));
  }

  private static String folded(ConnectionState state) {
    Streak streak = state.attempt().streak();
    return state.getClass().getSimpleName()
        + (state instanceof ConnectionState.Closing closing ? " " + closing.verdict().why() : "")
        + (state.deadline().isPresent() ? " due" : "")
        + " failures="
        + Math.min(streak.failures(), 3)
        + " endpoint="
        + state.attempt().endpoint()
        + " renew="
        + state.attempt().renewCredentials()
        + " reauth="
        + streak.reauthUsed();
  }
}
