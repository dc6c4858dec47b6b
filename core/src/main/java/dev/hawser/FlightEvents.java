package dev.hawser;

import java.time.Duration;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's flight recorder is told of one connection or server: attempts, states, heartbeats
 * and ends. Loaded only where the module {@code jdk.jfr} is.
 *
 * <p>State changes come one at a time. An event that nobody records is not made.
 */
final class FlightEvents {
  // Asked whether their kind is recorded, and never committed.
  private static final AttemptEvent ATTEMPTS = new AttemptEvent();
  private static final StateEvent STATES = new StateEvent();
  private static final HeartbeatEvent HEARTBEATS = new HeartbeatEvent();
  private static final EndEvent ENDS = new EndEvent();

  private final String name;
  private @Nullable AttemptEvent attempt;

  FlightEvents(String name) {
    this.name = name;
  }

  void changed(StateChange change) {
    if (STATES.isEnabled()) {
      StateEvent state = new StateEvent();
      state.connection = name;
      state.from = change.from().name();
      state.to = change.to().name();
      state.why = change.parting() == null ? "" : change.parting().ending().toString();
      state.commit();
    }
    attempt(change);
  }

  private void attempt(StateChange change) {
    AttemptEvent running = attempt;
    if (running != null) {
      attempt = null;
      running.end();
      if (running.shouldCommit()) {
        running.connection = name;
        running.number = change.attempt();
        running.opened = change.to() == State.PREPARING;
        running.commit();
      }
    }
    if (change.to() == State.CONNECTING && ATTEMPTS.isEnabled()) {
      AttemptEvent begun = new AttemptEvent();
      begun.begin();
      attempt = begun;
    }
  }

  void heartbeat(long session, Duration roundTrip) {
    if (HEARTBEATS.isEnabled()) {
      HeartbeatEvent event = new HeartbeatEvent();
      event.connection = name;
      event.session = session;
      event.roundTrip = roundTrip.toNanos();
      event.commit();
    }
  }

  void ended(long session, Parting parting) {
    if (ENDS.isEnabled()) {
      EndEvent event = new EndEvent();
      event.connection = name;
      event.session = session;
      event.code = parting.code().value();
      event.cause = parting.diagnosis().cause().toString();
      event.explanation = parting.explain();
      event.inDoubt = parting.inDoubt();
      event.commit();
    }
  }

  /** One attempt, from the dial to its end or its session. */
  @Name("dev.hawser.Attempt")
  @Label("Attempt")
  @Category("Hawser")
  @StackTrace(false)
  static final class AttemptEvent extends Event {
    @Label("Connection")
    String connection = "";

    @Label("Number")
    @Description(
        "which retry of the outage it is, counted from 1; 0 for one that nothing failed before")
    int number;

    @Label("Opened")
    boolean opened;
  }

  /** A connection went from one state to another. */
  @Name("dev.hawser.State")
  @Label("State")
  @Category("Hawser")
  @StackTrace(false)
  static final class StateEvent extends Event {
    @Label("Connection")
    String connection = "";

    @Label("From")
    String from = "";

    @Label("To")
    String to = "";

    @Label("Why")
    String why = "";
  }

  /** A heartbeat was answered. */
  @Name("dev.hawser.Heartbeat")
  @Label("Heartbeat")
  @Category("Hawser")
  @StackTrace(false)
  static final class HeartbeatEvent extends Event {
    @Label("Connection")
    String connection = "";

    @Label("Session")
    long session;

    @Label("Round Trip")
    @Timespan(Timespan.NANOSECONDS)
    long roundTrip;
  }

  /** A session ended. */
  @Name("dev.hawser.End")
  @Label("End")
  @Category("Hawser")
  @StackTrace(false)
  static final class EndEvent extends Event {
    @Label("Connection")
    String connection = "";

    @Label("Session")
    long session;

    @Label("Close Code")
    int code;

    @Label("Cause")
    String cause = "";

    @Label("Explanation")
    String explanation = "";

    @Label("In Doubt")
    @Description("Messages written and not confirmed")
    long inDoubt;
  }
}
