package dev.hawser.cli.demo;

import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.Outbox;
import dev.hawser.Session;
import dev.hawser.StateChange;
import dev.hawser.cli.Loss;
import dev.hawser.cli.wiring.Wiring;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Plan} on real sockets: an embedded server, a relay in front of it and one client
 * that sends numbers the whole time.
 *
 * <p>The client is built from public options only; neither it nor the diagnosis can see the script.
 */
public final class Demo {
  /** A struck connection is to be past its stable time, so that the outage begins at attempt 1. */
  private static final Duration MARGIN = Duration.ofMillis(200);

  private final Plan plan;
  private final Audience audience;
  private final Locale locale;

  /** Is told what happens, as it happens; calls come one at a time. */
  public interface Audience {
    /** The connection changed its state. */
    void changed(StateChange change);

    /** A fault strikes: number {@code index} of the script, counted from 0. */
    void strikes(int index, Step step);

    /** What came of others in a fault that was about them too. */
    void told(Step step, Aside aside);
  }

  /** Prepares a run; explanations come in that language. */
  public Demo(Plan plan, Audience audience, Locale locale) {
    this.plan = plan;
    this.audience = audience;
    this.locale = locale;
  }

  /**
   * Runs the script to its end, or to the first fault that is not survived.
   *
   * @throws IOException if no port can be bound
   */
  public DemoResult run() throws IOException, InterruptedException {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "hawser-demo");
              thread.setDaemon(true);
              return thread;
            });
    try (Wiring wiring = Wiring.of(plan.transport());
        Scene scene = new Scene(wiring, clock, plan.gateway())) {
      Watch watch = new Watch(locale);
      Connection feed = connect(wiring.client(), scene, watch);
      try {
        Numbers numbers = new Numbers(feed, plan.patience());
        scene.enter(feed, numbers, watch);
        numbers.start(clock, plan.sendEvery());
        List<FaultReport> faults = play(scene, watch);
        int sent = finish(scene, feed, numbers);
        Loss end = end(scene, feed);
        return new DemoResult(
            plan.transport(), sent, scene.server().delivered(), feed.tally(), faults, end);
      } finally {
        feed.close();
      }
    } finally {
      clock.shutdownNow();
    }
  }

  private Connection connect(ClientBuilder client, Scene scene, Watch watch) {
    return client
        .endpoint(scene.url())
        .credentials(scene.tokens())
        .heartbeat(plan.heartbeat())
        .reconnect(backoff())
        .outbox(Outbox.messages(2_000).replayInDoubt())
        .onTextAsync((session, text) -> scene.taker().take())
        .onState(
            change -> {
              audience.changed(change);
              watch.changed(change);
            })
        .connect();
  }

  /**
   * The plan's, with the waits of its endings cut to what a demo can show. Whoever was ended for
   * reading too slowly may come back.
   */
  private Backoff backoff() {
    return plan.backoff()
        .retryOn(CloseCode.POLICY_VIOLATION)
        .waitAfter(CloseCode.SERVICE_RESTART, plan.restartDelay())
        .waitAfter(CloseCode.TRY_AGAIN_LATER, Wait.between(Duration.ZERO, Duration.ZERO));
  }

  private List<FaultReport> play(Scene scene, Watch watch) throws InterruptedException {
    Duration stable = plan.backoff().stableAfter().plus(MARGIN);
    List<FaultReport> faults = new ArrayList<>();
    boolean steady = watch.awaitStable(stable, plan.patience());
    for (int i = 0; steady && i < plan.script().size(); i++) {
      Step step = plan.script().get(i);
      audience.strikes(i, step);
      watch.strike();
      step.strike().on(scene);
      FaultReport report = watch.report(step, stable, plan.patience()).beside(scene.aside());
      if (report.aside() != null) {
        audience.told(step, report.aside());
      }
      faults.add(report);
      steady = report.survived();
    }
    return faults;
  }

  /** Stops the traffic and waits until the last number has arrived. */
  private int finish(Scene scene, Connection feed, Numbers numbers) throws InterruptedException {
    int sent = numbers.stop();
    numbers.awaitSettled();
    scene.server().awaitDelivered(sent, plan.patience().toNanos());
    Session session = feed.session();
    if (session != null) {
      await(session.confirm().toCompletableFuture());
    }
    return sent;
  }

  private @Nullable Loss end(Scene scene, Connection feed) throws InterruptedException {
    scene.close(CloseReason.of(CloseCode.NORMAL_CLOSURE, "the demo is over"));
    var parting = await(feed.closed().toCompletableFuture());
    return parting == null ? null : Loss.of(parting, locale);
  }

  private <T> @Nullable T await(java.util.concurrent.Future<T> future) throws InterruptedException {
    try {
      return future.get(plan.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return null; // What did not come is missing in the result, and the result says so.
    }
  }
}
