package dev.hawser;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who look from outside what happens: the log, the metrics listener, the flight
 * recorder.
 *
 * <p>The log is {@code dev.hawser} of {@link System.Logger}, everything at {@code DEBUG}.
 */
final class Witness {
  private static final System.Logger LOG = System.getLogger("dev.hawser");
  private static final boolean FLIGHT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private final String name;
  private final @Nullable MetricsListener metrics;
  private final @Nullable FlightEvents flight;

  Witness(String name, @Nullable MetricsListener metrics) {
    this.name = name;
    this.metrics = metrics;
    flight = FLIGHT ? new FlightEvents(name) : null;
  }

  void attempt(int number) {
    log("attempt ", number);
    tell(told -> told.onAttempt(name, number));
  }

  void changed(StateChange change) {
    log("", change);
    if (flight != null) {
      flight.changed(change);
    }
    tell(told -> told.onState(name, change));
  }

  void heartbeat(Session session, Duration roundTrip) {
    if (flight != null) {
      flight.heartbeat(session.number(), roundTrip);
    }
    tell(told -> told.onHeartbeat(name, session, roundTrip));
  }

  void ended(Session session, Parting parting) {
    log(session + " ended: ", parting);
    if (flight != null) {
      flight.ended(session.number(), parting);
    }
    tell(told -> told.onEnd(name, session, parting));
  }

  /** Has the outcome told where somebody counts. */
  <O extends OutcomeStage> O watched(O stage) {
    if (metrics != null) {
      var unused = stage.thenAccept(outcome -> tell(told -> told.onOutcome(name, outcome)));
    }
    return stage;
  }

  private void log(String what, Object fact) {
    if (LOG.isLoggable(System.Logger.Level.DEBUG)) {
      LOG.log(System.Logger.Level.DEBUG, (name.isEmpty() ? "" : "[" + name + "] ") + what + fact);
    }
  }

  private void tell(Consumer<MetricsListener> call) {
    if (metrics == null) {
      return;
    }
    try {
      call.accept(metrics);
    } catch (RuntimeException | Error thrown) {
      Thread running = Thread.currentThread();
      running.getUncaughtExceptionHandler().uncaughtException(running, thrown);
    }
  }
}
