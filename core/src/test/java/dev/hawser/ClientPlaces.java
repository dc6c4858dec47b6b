package dev.hawser;

import static java.time.Duration.ofSeconds;

import dev.hawser.http.Headers;
import dev.hawser.reconnect.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Wherever a client calls its user, under the method that says so where there is one. */
final class ClientPlaces {
  /** Has something run there, with the session at hand or null. */
  static final Map<String, BiConsumer<ClientStage, Consumer<@Nullable Session>>> ALL =
      new LinkedHashMap<>();

  private ClientPlaces() {}

  private static void place(String name, BiConsumer<ClientStage, Consumer<@Nullable Session>> how) {
    ALL.put(name, how);
  }

  static {
    place("onOpen(Consumer)", (stage, run) -> stage.client = stage.client.onOpen(run::accept));
    place(
        "onText(BiConsumer)",
        (stage, run) -> stage.client = stage.client.onText((s, m) -> run.accept(s)));
    place(
        "onText(BiConsumer) on an executor",
        (stage, run) ->
            stage.client =
                stage.client.callbacksOn(stage.time.executor()).onText((s, m) -> run.accept(s)));
    place(
        "onBinary(BiConsumer)",
        (stage, run) -> stage.client = stage.client.onBinary((s, m) -> run.accept(s)));
    place(
        "onTextAsync(BiFunction)",
        (stage, run) ->
            stage.client =
                stage.client.onTextAsync(
                    (s, m) -> {
                      run.accept(s);
                      return CompletableFuture.completedFuture(null);
                    }));
    place(
        "onEnd(BiConsumer)",
        (stage, run) -> stage.client = stage.client.onEnd((s, p) -> run.accept(s)));
    place(
        "prepare(Function)",
        (stage, run) ->
            stage.client =
                stage.client.prepare(
                    s -> {
                      run.accept(s);
                      return s.sendText("prepared");
                    }));
    place(
        "subscriber",
        (stage, run) ->
            stage.client =
                stage.client.onOpen(
                    s -> s.messages().subscribe(new GuardedCalls.Reader(() -> run.accept(s)))));
    place(
        "end of a session",
        (stage, run) ->
            stage.client =
                stage.client.onOpen(
                    s -> {
                      var unused = s.ended().thenRun(() -> run.accept(s));
                    }));
    place(
        "endpointFrom(Function)",
        (stage, run) ->
            stage.client =
                stage.client.endpointFrom(
                    attempt -> {
                      run.accept(null);
                      return CompletableFuture.completedFuture(URI.create("ws://test"));
                    }));
    place(
        "headersFrom(Function)",
        (stage, run) ->
            stage.client =
                stage.client.headersFrom(
                    attempt -> {
                      run.accept(null);
                      return CompletableFuture.completedFuture(Headers.empty());
                    }));
    place(
        "credentials(Credentials)",
        (stage, run) ->
            stage.client =
                stage.client.credentials(
                    new Credentials() {
                      @Override
                      public CompletionStage<String> authorization() {
                        run.accept(null);
                        return CompletableFuture.completedFuture("Bearer x");
                      }

                      @Override
                      public void invalidate() {}
                    }));
    place(
        "outcome",
        (stage, run) ->
            stage.begun = c -> c.sendText("first").thenRun(() -> run.accept(c.session())));
    place("closed", (stage, run) -> stage.begun = c -> c.closed().thenRun(() -> run.accept(null)));
    for (State to : State.values()) {
      if (to != State.IDLE) {
        place(
            "onState(Consumer) " + to,
            (stage, run) ->
                stage.client =
                    stage.client.onState(
                        change -> {
                          if (change.to() == to) {
                            run.accept(null);
                          }
                        }));
      }
    }
    place(
        "metrics(MetricsListener) heartbeat",
        (stage, run) ->
            stage.client =
                stage.client.metrics(
                    new MetricsListener() {
                      @Override
                      public void onHeartbeat(String name, Session s, Duration roundTrip) {
                        run.accept(s);
                      }
                    }));
    place(
        "metrics(MetricsListener) attempt, state and outcome",
        (stage, run) -> {
          stage.begun = c -> c.sendText("counted");
          stage.client =
              stage.client.metrics(
                  new MetricsListener() {
                    @Override
                    public void onAttempt(String name, int attempt) {
                      run.accept(null);
                    }

                    @Override
                    public void onState(String name, StateChange change) {
                      run.accept(null);
                    }

                    @Override
                    public void onOutcome(String name, Outcome outcome) {
                      run.accept(null);
                    }
                  });
        });
    place(
        "metrics(MetricsListener) end",
        (stage, run) ->
            stage.client =
                stage.client.metrics(
                    new MetricsListener() {
                      @Override
                      public void onEnd(String name, Session s, Parting parting) {
                        run.accept(s);
                      }
                    }));
    place(
        "onBinaryAsync(BiFunction)",
        (stage, run) ->
            stage.client =
                stage.client.onBinaryAsync(
                    (s, m) -> {
                      run.accept(s);
                      return CompletableFuture.completedFuture(null);
                    }));
    place(
        "proxy(ProxyChoice)",
        (stage, run) ->
            stage.client =
                stage.client.proxy(
                    uri -> {
                      run.accept(null);
                      return null;
                    }));
    place(
        "reconnect(ReconnectPolicy)",
        (stage, run) ->
            stage.client =
                stage.client.reconnect(
                    (outage, dice) -> {
                      run.accept(null);
                      return new Verdict.Retry(ofSeconds(1), 0, false);
                    }));
    place(
        "dice(DoubleSupplier)",
        (stage, run) ->
            stage.client =
                stage.client.dice(
                    () -> {
                      run.accept(null);
                      return 0.5;
                    }));
    place(
        "confirmation",
        (stage, run) ->
            stage.client =
                stage.client.onOpen(
                    s -> {
                      var unused = s.confirm().thenRun(() -> run.accept(s));
                    }));
    place(
        "answer to verify",
        (stage, run) ->
            stage.begun = c -> c.verify(ofSeconds(30)).thenRun(() -> run.accept(c.session())));
  }
}
