package dev.hawser;

import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Wherever a server calls its user, under the method that says so where there is one. */
final class ServerPlaces {
  /** Has something run there, with the session at hand or null. */
  static final Map<String, BiConsumer<ServerStage, Consumer<@Nullable Session>>> ALL =
      new LinkedHashMap<>();

  private ServerPlaces() {}

  private static void place(String name, BiConsumer<ServerStage, Consumer<@Nullable Session>> how) {
    ALL.put(name, how);
  }

  private static Reception plain(Consumer<@Nullable Session> run) {
    run.accept(null);
    return Accept.plain();
  }

  static {
    place(
        "accept(Function)", (stage, run) -> stage.with(stage.server.accept(request -> plain(run))));
    place(
        "acceptAsync(Function)",
        (stage, run) ->
            stage.with(
                stage.server.acceptAsync(
                    request -> CompletableFuture.completedFuture(plain(run)))));
    place("onOpen(Consumer)", (stage, run) -> stage.with(stage.server.onOpen(run::accept)));
    place(
        "onText(BiConsumer)",
        (stage, run) -> stage.with(stage.server.onText((s, m) -> run.accept(s))));
    place(
        "onText(BiConsumer) on an executor",
        (stage, run) ->
            stage.with(
                stage.server.callbacksOn(stage.time.executor()).onText((s, m) -> run.accept(s))));
    place(
        "onBinary(BiConsumer)",
        (stage, run) -> stage.with(stage.server.onBinary((s, m) -> run.accept(s))));
    place(
        "onTextAsync(BiFunction)",
        (stage, run) ->
            stage.with(
                stage.server.onTextAsync(
                    (s, m) -> {
                      run.accept(s);
                      return CompletableFuture.completedFuture(null);
                    })));
    place(
        "onBinaryAsync(BiFunction)",
        (stage, run) ->
            stage.with(
                stage.server.onBinaryAsync(
                    (s, m) -> {
                      run.accept(s);
                      return CompletableFuture.completedFuture(null);
                    })));
    place(
        "onEnd(BiConsumer)",
        (stage, run) -> stage.with(stage.server.onEnd((s, p) -> run.accept(s))));
    place(
        "subscriber",
        (stage, run) ->
            stage.with(
                stage.server.onOpen(
                    s -> s.messages().subscribe(new GuardedCalls.Reader(() -> run.accept(s))))));
    place(
        "end of a session",
        (stage, run) ->
            stage.with(
                stage.server.onOpen(
                    s -> {
                      var unused = s.ended().thenRun(() -> run.accept(s));
                    })));
    place(
        "outcome",
        (stage, run) ->
            stage.with(
                stage.server.onOpen(
                    s -> {
                      var unused = s.sendText("first").thenRun(() -> run.accept(s));
                    })));
    place(
        "confirmation",
        (stage, run) ->
            stage.with(
                stage.server.onOpen(
                    s -> {
                      var unused = s.confirm().thenRun(() -> run.accept(s));
                    })));
    place(
        "metrics(MetricsListener) end",
        (stage, run) ->
            stage.with(
                stage.server.metrics(
                    new MetricsListener() {
                      @Override
                      public void onEnd(String name, Session s, Parting parting) {
                        run.accept(s);
                      }
                    })));
    place(
        "slow policy",
        (stage, run) ->
            stage.begun =
                server ->
                    server.broadcast(
                        Broadcast.text("slow")
                            .slowAt(1)
                            .whenSlow(
                                s -> {
                                  run.accept(s);
                                  return WhenSlow.DROP;
                                })));
    place(
        "reach",
        (stage, run) ->
            stage.begun =
                server -> server.broadcast(Broadcast.text("all")).thenRun(() -> run.accept(null)));
    place(
        "closed",
        (stage, run) -> stage.begun = server -> server.closed().thenRun(() -> run.accept(null)));
    place(
        "metrics(MetricsListener) heartbeat",
        (stage, run) ->
            stage.with(
                stage.server.metrics(
                    new MetricsListener() {
                      @Override
                      public void onHeartbeat(String name, Session s, Duration roundTrip) {
                        run.accept(s);
                      }
                    })));
    place(
        "dice(DoubleSupplier)",
        (stage, run) -> {
          stage.with(
              stage.server.dice(
                  () -> {
                    run.accept(null);
                    return 0.5;
                  }));
          stage.begun = server -> server.drain(Drain.over(ofSeconds(1)));
        });
  }
}
