package dev.hawser;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.http.Headers;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.UpgradeRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of a server and of its sessions, from every callback and in every state: none throws
 * but as documented, none keeps the server from its end.
 */
class ServerCallsEverywhereTest extends GuardedCalls {
  private static final Duration LONG = ofSeconds(120);
  private static final Map<String, Consumer<Server>> SERVER_CALLS = new LinkedHashMap<>();
  private static final Map<String, Consumer<Session>> SESSION_CALLS = new LinkedHashMap<>();
  private static final Map<String, BiConsumer<Stage, Consumer<@Nullable Session>>> PLACES =
      new LinkedHashMap<>();

  static {
    SERVER_CALLS.put("uri", Server::uri);
    SERVER_CALLS.put("port", Server::port);
    SERVER_CALLS.put("sessions", server -> List.copyOf(server.sessions()));
    SERVER_CALLS.put("broadcast", server -> server.broadcast(Broadcast.text("x")));
    SERVER_CALLS.put(
        "broadcast that ends",
        server -> server.broadcast(Broadcast.text("xx").slowAt(1).whenSlow(WhenSlow.END)));
    SERVER_CALLS.put(
        "broadcast to closing",
        server -> {
          server.sessions().forEach(session -> session.close(CloseCode.GOING_AWAY));
          server.broadcast(Broadcast.binary(ByteBuffer.allocate(3)));
        });
    SERVER_CALLS.put("drain", server -> server.drain(Drain.over(ofSeconds(3))));
    SERVER_CALLS.put("drain at once", server -> server.drain(Drain.over(Duration.ZERO)));
    SERVER_CALLS.put("close", Server::close);
    SERVER_CALLS.put(
        "close with", server -> server.close(CloseReason.of(CloseCode.TRY_AGAIN_LATER, "later")));
    SERVER_CALLS.put(
        "drain, then close",
        server -> {
          server.drain(Drain.over(ofSeconds(3)));
          server.close();
        });
    SERVER_CALLS.put("closed", Server::closed);
    SERVER_CALLS.put("toString", server -> assertThat(server.toString()).isNotEmpty());

    SESSION_CALLS.put(
        "facts", s -> List.of(s.number(), s.subprotocol(), s.handshake(), s.isOpen()));
    SESSION_CALLS.put("attributes", s -> s.attributes().put("k", "v"));
    SESSION_CALLS.put("sendText", s -> s.sendText("x"));
    SESSION_CALLS.put("sendBinary", s -> s.sendBinary(ByteBuffer.allocate(2)));
    SESSION_CALLS.put("ping", s -> s.ping(ByteBuffer.allocate(3)));
    SESSION_CALLS.put("confirm", Session::confirm);
    SESSION_CALLS.put("counts", s -> List.of(s.inDoubt(), s.pendingBytes()));
    SESSION_CALLS.put("latency", Session::latency);
    SESSION_CALLS.put("close", s -> s.close(CloseCode.NORMAL_CLOSURE));
    SESSION_CALLS.put("abort", Session::abort);
    SESSION_CALLS.put("ended", Session::ended);
    SESSION_CALLS.put("messages", s -> orHasAConsumer(s::messages));
    SESSION_CALLS.put("iterator", s -> orHasAConsumer(s::iterator));
    SESSION_CALLS.put("hasNext", s -> orMustNotWait(() -> s.iterator().hasNext()));
    SESSION_CALLS.put("next", s -> orMustNotWait(() -> s.iterator().next()));

    place("accept", (stage, run) -> stage.with(stage.server.accept(request -> plain(run))));
    place(
        "acceptAsync",
        (stage, run) ->
            stage.with(
                stage.server.acceptAsync(
                    request -> CompletableFuture.completedFuture(plain(run)))));
    place("onOpen", (stage, run) -> stage.with(stage.server.onOpen(run::accept)));
    place("onText", (stage, run) -> stage.with(stage.server.onText((s, m) -> run.accept(s))));
    place(
        "onText on an executor",
        (stage, run) ->
            stage.with(
                stage.server.callbacksOn(stage.time.executor()).onText((s, m) -> run.accept(s))));
    place("onBinary", (stage, run) -> stage.with(stage.server.onBinary((s, m) -> run.accept(s))));
    place(
        "onTextAsync",
        (stage, run) ->
            stage.with(
                stage.server.onTextAsync(
                    (s, m) -> {
                      run.accept(s);
                      return CompletableFuture.completedFuture(null);
                    })));
    place(
        "onBinaryAsync",
        (stage, run) ->
            stage.with(
                stage.server.onBinaryAsync(
                    (s, m) -> {
                      run.accept(s);
                      return CompletableFuture.completedFuture(null);
                    })));
    place("onEnd", (stage, run) -> stage.with(stage.server.onEnd((s, p) -> run.accept(s))));
    place(
        "subscriber",
        (stage, run) ->
            stage.with(
                stage.server.onOpen(s -> s.messages().subscribe(new Reader(() -> run.accept(s))))));
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
        "metrics",
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
  }

  private static void place(String name, BiConsumer<Stage, Consumer<@Nullable Session>> how) {
    PLACES.put(name, how);
  }

  private static Reception plain(Consumer<@Nullable Session> run) {
    run.accept(null);
    return Accept.plain();
  }

  /** Documented: a session has one consumer. */
  private static void orHasAConsumer(Supplier<?> call) {
    try {
      assertThat(call.get()).isNotNull();
    } catch (IllegalStateException documented) {
      assertThat(documented).hasMessageContaining("consumer already");
    }
  }

  /** Documented: a link's thread must not wait; and an ended session has nothing left to give. */
  private static void orMustNotWait(Supplier<?> call) {
    try {
      assertThat(call.get()).isNotNull();
    } catch (IllegalStateException documented) {
      assertThat(documented.getMessage())
          .containsAnyOf("consumer already", "callbacksOn(executor)");
    } catch (NoSuchElementException documented) {
      assertThat(documented).hasMessageContaining("iterator has ended");
    }
  }

  /** Where one combination is played. */
  private static final class Stage {
    final VirtualTime time = new VirtualTime();
    final ScriptedTransport transport = new ScriptedTransport(time);
    ServerBuilder server = transport.server();
    Consumer<Server> begun = server -> {};

    void with(ServerBuilder other) {
      server = other;
    }

    void knock() {
      try {
        transport.knock(new UpgradeRequest("/", Headers.empty(), List.of(), "192.0.2.7:1", false));
      } catch (IllegalStateException over) { // a call closed the server before
        assertThat(over).hasMessage("no server listens");
      }
      time.settle();
      for (ScriptedLink link : transport.links()) {
        link.holdClose(true);
      }
    }

    void arrive() {
      for (ScriptedLink link : transport.links()) {
        link.text("message");
        link.binary((byte) 1);
      }
      time.settle();
      for (ScriptedLink link : transport.links()) {
        link.answerHeartbeat(ofMillis(5));
      }
      time.settle();
    }

    /** Goes through what can happen to a server. */
    void play(Server server) {
      knock();
      knock();
      begun.accept(server);
      arrive();
      if (!transport.links().isEmpty()) {
        transport.links().get(0).drop();
      }
      time.settle();
      knock();
      arrive();
      if (!transport.links().isEmpty()) {
        transport.last().peerCloses(CloseCode.NORMAL_CLOSURE);
      }
      time.settle();
      server.close();
      time.settle();
      letGo();
    }

    void letGo() {
      for (ScriptedLink link : transport.links()) {
        link.holdClose(false);
      }
      time.advance(LONG);
    }
  }

  static Stream<Arguments> placesAndCalls() {
    List<Arguments> all = new ArrayList<>();
    for (String place : PLACES.keySet()) {
      SERVER_CALLS.keySet().forEach(call -> all.add(Arguments.of(place, call, false)));
      // There, in virtual time, the one thread of all would wait for itself.
      SESSION_CALLS.keySet().stream()
          .filter(call -> !waits(call) || place.equals("onText") || place.equals("onBinary"))
          .forEach(call -> all.add(Arguments.of(place, call, true)));
    }
    return all.stream();
  }

  private static boolean waits(String call) {
    return call.equals("hasNext") || call.equals("next");
  }

  @ParameterizedTest(name = "{1} in {0}")
  @MethodSource("placesAndCalls")
  void aCallInACallbackThrowsNothingAndKeepsNothingFromTheEnd(
      String place, String call, boolean ofSession) {
    Stage stage = new Stage();
    AtomicBoolean ran = new AtomicBoolean();
    AtomicInteger calls = new AtomicInteger();
    Server[] made = new Server[1];
    Consumer<@Nullable Session> run =
        session -> {
          ran.set(true);
          if (calls.incrementAndGet() <= 3) {
            guarded(
                () -> {
                  if (!ofSession) {
                    SERVER_CALLS.get(call).accept(made[0]);
                  } else if (session != null) {
                    SESSION_CALLS.get(call).accept(session);
                  } else {
                    List.copyOf(made[0].sessions()).forEach(SESSION_CALLS.get(call));
                  }
                });
          }
        };
    PLACES.get(place).accept(stage, run);
    made[0] = stage.server.start();
    stage.play(made[0]);
    assertThat(thrown).isEmpty();
    assertThat(ran).as("the place was reached").isTrue();
    assertEnded(made[0], stage);
  }

  private static void assertEnded(Server server, Stage stage) {
    assertThat(server.closed().toCompletableFuture()).isCompleted();
    assertThat(server.sessions()).isEmpty();
    assertThat(stage.time.pending()).isZero();
  }

  /** Where a server stands when a thread of the user's own calls it. */
  private enum Standing {
    EMPTY {
      @Override
      void bring(Server server, Stage stage) {}
    },
    SERVING {
      @Override
      void bring(Server server, Stage stage) {
        stage.knock();
        stage.knock();
      }
    },
    DRAINING {
      @Override
      void bring(Server server, Stage stage) {
        SERVING.bring(server, stage);
        server.drain(Drain.over(ofSeconds(10)));
        stage.time.advance(ofMillis(1));
      }
    },
    CLOSING {
      @Override
      void bring(Server server, Stage stage) {
        SERVING.bring(server, stage);
        server.close();
        stage.time.settle();
      }
    },
    CLOSED {
      @Override
      void bring(Server server, Stage stage) {
        CLOSING.bring(server, stage);
        stage.letGo();
      }
    };

    abstract void bring(Server server, Stage stage);
  }

  static Stream<Arguments> standingsAndCalls() {
    List<Arguments> all = new ArrayList<>();
    for (Standing standing : Standing.values()) {
      SERVER_CALLS.keySet().forEach(call -> all.add(Arguments.of(standing, call, false)));
      SESSION_CALLS.keySet().stream()
          .filter(call -> !waits(call) || standing == Standing.CLOSED)
          .forEach(call -> all.add(Arguments.of(standing, call, true)));
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{1} while {0}")
  @MethodSource("standingsAndCalls")
  void aCallInAStateThrowsNothingAndKeepsNothingFromTheEnd(
      Standing standing, String call, boolean ofSession) {
    Stage stage = new Stage();
    List<Session> known = new ArrayList<>();
    Server server = stage.server.onOpen(known::add).start();
    standing.bring(server, stage);
    guarded(
        () -> {
          if (ofSession) {
            known.forEach(SESSION_CALLS.get(call));
          } else {
            SERVER_CALLS.get(call).accept(server);
          }
        });
    stage.time.settle();
    guarded(server::close);
    stage.time.settle();
    stage.letGo();
    assertThat(thrown).isEmpty();
    assertEnded(server, stage);
    known.forEach(session -> assertThat(session.ended().toCompletableFuture()).isCompleted());
  }
}
