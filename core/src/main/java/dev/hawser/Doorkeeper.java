package dev.hawser;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.time.Timers;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.UpgradeRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Decides on a server's upgrade requests: who may come in at all, then what the user says. */
final class Doorkeeper implements Acceptor {
  private final ServerSettings settings;
  private final Executor executor;
  private final House house;
  private final Timers timers;
  private final Turnstile turnstile;

  /** Whose door it is. */
  interface House {
    /** Returns the answer to every request while nobody may come in, null while some may. */
    @Nullable Admission shut();

    /** Returns how many sessions are open. */
    int living();

    /** Makes a session of a request that was accepted. */
    Admission admit(UpgradeRequest request, Accept accept);
  }

  Doorkeeper(ServerSettings settings, Timers timers, Executor executor, House house) {
    this.settings = settings;
    this.timers = timers;
    this.turnstile = new Turnstile(settings.entryLimits, settings.options.deadlines().handshake());
    this.executor = executor;
    this.house = house;
  }

  @Override
  public CompletionStage<Admission> decide(UpgradeRequest asked) {
    Admission shut = house.shut();
    if (shut != null) {
      return CompletableFuture.completedFuture(shut);
    }
    long now = timers.nanos();
    Turnstile.Visit visit = turnstile.enter(house.living(), now);
    if (visit == null) {
      return CompletableFuture.completedFuture(busy(turnstile.stayAway(now)));
    }
    if (!settings.originPolicy.allows(asked.headers())) {
      visit.decided();
      return CompletableFuture.completedFuture(refusal(403, Headers.empty()));
    }
    UpgradeRequest request = asked.through(settings.trustedProxies);
    CompletableFuture<Admission> decided = new CompletableFuture<>();
    var unused = decided.whenComplete((admission, thrown) -> visit.decided());
    executor.execute(
        () -> {
          try {
            settings
                .accept
                .apply(request)
                .whenComplete((reception, failure) -> settle(decided, request, reception, failure));
          } catch (RuntimeException | Error thrown) {
            settle(decided, request, null, thrown);
          }
        });
    return decided;
  }

  private void settle(
      CompletableFuture<Admission> decided,
      UpgradeRequest request,
      @Nullable Reception reception,
      @Nullable Throwable failure) {
    if (failure != null || reception == null) {
      Throwable cause = failure != null ? failure : new NullPointerException("accept said null");
      report(cause);
      decided.complete(refusal(500, Headers.empty()));
    } else if (reception instanceof Refuse refuse) {
      decided.complete(new Admission.Refuse(refuse.answer()));
    } else {
      decided.complete(admit(request, (Accept) reception));
    }
  }

  private Admission admit(UpgradeRequest request, Accept accept) {
    String chosen = accept.chosen();
    // RFC 6455 s.4.2.2: a server may only choose what the client offered.
    if (!chosen.isEmpty() && !request.subprotocols().contains(chosen)) {
      report(
          new IllegalStateException(
              "accepted with subprotocol '"
                  + chosen
                  + "', the client offers "
                  + request.subprotocols()));
      return refusal(500, Headers.empty());
    }
    Admission shut = house.shut();
    return shut != null ? shut : house.admit(request, accept);
  }

  /** Refuses for now; the wait is told in whole seconds, rounded up. */
  static Admission busy(Duration wait) {
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    return refusal(503, Headers.of("Retry-After", Long.toString(seconds)));
  }

  static Admission refusal(int status, Headers headers) {
    return new Admission.Refuse(HttpAnswer.of(status, headers));
  }

  private static void report(Throwable thrown) {
    Thread running = Thread.currentThread();
    running.getUncaughtExceptionHandler().uncaughtException(running, thrown);
  }
}
