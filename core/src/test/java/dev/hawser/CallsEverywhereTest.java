package dev.hawser;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.http.Headers;
import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of a connection and of a session that does not wait, from every callback and in every
 * state: none throws, none keeps the connection from its end.
 */
class CallsEverywhereTest extends GuardedCalls {
  private static final Duration LONG = ofSeconds(120);
  private static final Map<String, Consumer<Connection>> CONNECTION_CALLS = new LinkedHashMap<>();
  private static final Map<String, Consumer<Session>> SESSION_CALLS = new LinkedHashMap<>();
  private static final Map<String, BiConsumer<Stage, Consumer<@Nullable Session>>> PLACES =
      new LinkedHashMap<>();

  static {
    CONNECTION_CALLS.put("sendText", c -> c.sendText("x"));
    CONNECTION_CALLS.put("sendBinary", c -> c.sendBinary(ByteBuffer.allocate(2)));
    CONNECTION_CALLS.put("sendLatest", c -> c.sendLatest("key", "x"));
    CONNECTION_CALLS.put("sendLatestBinary", c -> c.sendLatest("key", ByteBuffer.allocate(2)));
    CONNECTION_CALLS.put("state", Connection::state);
    CONNECTION_CALLS.put("session", Connection::session);
    CONNECTION_CALLS.put("sessions", Connection::sessions);
    CONNECTION_CALLS.put("tally", Connection::tally);
    CONNECTION_CALLS.put("closed", Connection::closed);
    CONNECTION_CALLS.put("givenUp", Connection::givenUp);
    CONNECTION_CALLS.put("close", Connection::close);
    CONNECTION_CALLS.put("closeWith", c -> c.close(CloseReason.of(new CloseCode(4000), "x")));
    CONNECTION_CALLS.put("renew", Connection::renew);
    CONNECTION_CALLS.put("wake", Connection::wake);
    CONNECTION_CALLS.put("networkChanged", Connection::networkChanged);
    CONNECTION_CALLS.put("verify", c -> c.verify(ofSeconds(1)));
    CONNECTION_CALLS.put("toString", c -> assertThat(c.toString()).isNotEmpty());

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
    SESSION_CALLS.put("toString", s -> assertThat(s.toString()).isNotEmpty());

    place("onOpen", (stage, run) -> stage.client = stage.client.onOpen(run::accept));
    place("onText", (stage, run) -> stage.client = stage.client.onText((s, m) -> run.accept(s)));
    place(
        "onText on an executor",
        (stage, run) ->
            stage.client =
                stage.client.callbacksOn(stage.time.executor()).onText((s, m) -> run.accept(s)));
    place(
        "onBinary", (stage, run) -> stage.client = stage.client.onBinary((s, m) -> run.accept(s)));
    place(
        "onTextAsync",
        (stage, run) ->
            stage.client =
                stage.client.onTextAsync(
                    (s, m) -> {
                      run.accept(s);
                      return CompletableFuture.completedFuture(null);
                    }));
    place("onEnd", (stage, run) -> stage.client = stage.client.onEnd((s, p) -> run.accept(s)));
    place(
        "prepare",
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
                stage.client.onOpen(s -> s.messages().subscribe(new Reader(() -> run.accept(s)))));
    place(
        "end of a session",
        (stage, run) ->
            stage.client =
                stage.client.onOpen(
                    s -> {
                      var unused = s.ended().thenRun(() -> run.accept(s));
                    }));
    place(
        "endpointFrom",
        (stage, run) ->
            stage.client =
                stage.client.endpointFrom(
                    attempt -> {
                      run.accept(null);
                      return CompletableFuture.completedFuture(URI.create("ws://test"));
                    }));
    place(
        "headersFrom",
        (stage, run) ->
            stage.client =
                stage.client.headersFrom(
                    attempt -> {
                      run.accept(null);
                      return CompletableFuture.completedFuture(Headers.empty());
                    }));
    place(
        "credentials",
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
            "onState " + to,
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
        "metrics",
        (stage, run) ->
            stage.client =
                stage.client.metrics(
                    new MetricsListener() {
                      @Override
                      public void onHeartbeat(String name, Session s, Duration roundTrip) {
                        run.accept(s);
                      }
                    }));
  }

  private static void place(String name, BiConsumer<Stage, Consumer<@Nullable Session>> how) {
    PLACES.put(name, how);
  }

  /** Where one combination is played. */
  private static final class Stage {
    final VirtualTime time = new VirtualTime();
    final ScriptedTransport transport = new ScriptedTransport(time);
    ClientBuilder client =
        transport
            .client()
            .endpoint("ws://test")
            .reconnect((outage, dice) -> new Verdict.Retry(ofSeconds(1), 0, false));
    Consumer<Connection> begun = connection -> {};

    /** Goes through what can happen to a connection. */
    void play(Connection connection) {
      if (transport.links().isEmpty()) {
        connection.close();
        letGo();
        return;
      }
      arrive();
      transport.last().answerHeartbeat(ofMillis(5));
      time.settle();
      transport.last().drop();
      time.advance(ofSeconds(2));
      accept();
      arrive();
      transport.last().peerCloses(CloseCode.SERVICE_RESTART);
      time.advance(ofSeconds(2));
      accept();
      connection.close();
      time.settle();
      letGo();
    }

    void accept() {
      if (!transport.links().isEmpty()) { // or the call ended it before the first dial
        transport.last().holdClose(true);
        transport.last().accept();
      }
      time.settle();
    }

    private void arrive() {
      transport.last().text("message");
      transport.last().binary((byte) 1);
      time.settle();
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
      CONNECTION_CALLS.keySet().forEach(call -> all.add(Arguments.of(place, call, false)));
      SESSION_CALLS.keySet().forEach(call -> all.add(Arguments.of(place, call, true)));
    }
    // Documented: with the iterator of sessions a session has its consumer.
    all.removeIf(a -> a.get()[0].equals("subscriber") && a.get()[1].equals("sessions"));
    return all.stream();
  }

  @ParameterizedTest(name = "{1} in {0}")
  @MethodSource("placesAndCalls")
  void aCallInACallbackThrowsNothingAndKeepsNothingFromTheEnd(
      String place, String call, boolean ofSession) {
    Stage stage = new Stage();
    AtomicBoolean ran = new AtomicBoolean();
    AtomicInteger calls = new AtomicInteger();
    Connection[] made = new Connection[1];
    Session[] known = new Session[1];
    Consumer<@Nullable Session> run =
        session -> {
          ran.set(true);
          Connection connection = made[0];
          Session at = session != null ? session : known[0];
          // sessions() is documented to work once, and to renew in each attempt never ends.
          if (calls.incrementAndGet() <= (call.equals("sessions") ? 1 : 3)) {
            guarded(
                () -> {
                  if (!ofSession) {
                    CONNECTION_CALLS.get(call).accept(connection);
                  } else if (at != null) {
                    SESSION_CALLS.get(call).accept(at);
                  }
                });
          }
        };
    PLACES.get(place).accept(stage, run);
    made[0] = stage.client.connect();
    stage.begun.accept(made[0]);
    stage.time.settle();
    stage.accept();
    known[0] = made[0].session();
    stage.play(made[0]);
    assertThat(thrown).isEmpty();
    assertThat(ran).as("the place was reached").isTrue();
    assertThat(made[0].state()).isEqualTo(State.TERMINATED);
    assertThat(made[0].closed().toCompletableFuture()).isCompleted();
    assertThat(made[0].tally().waiting()).isZero();
    assertThat(stage.time.pending()).isZero();
  }

  // In each state, on a thread of the user's own

  private static Connection in(State state, Stage stage) {
    if (state == State.QUEUED) {
      for (int i = 0; i < 40; i++) {
        stage.client.connect(); // the gate grants no more than so many at a time
      }
    }
    ClientBuilder client =
        state == State.PREPARING
            ? stage.client.prepare(session -> new CompletableFuture<>())
            : stage.client;
    Connection connection = client.connect();
    if (state == State.IDLE) {
      return connection;
    }
    stage.time.settle();
    if (state == State.QUEUED || state == State.CONNECTING) {
      return connection;
    }
    stage.accept();
    switch (state) {
      case WAITING -> stage.transport.last().drop();
      case CLOSING -> connection.close();
      case TERMINATED -> {
        stage.transport.last().holdClose(false);
        connection.close();
      }
      default -> {}
    }
    stage.time.settle();
    return connection;
  }

  static Stream<Arguments> statesAndCalls() {
    List<Arguments> all = new ArrayList<>();
    for (State state : State.values()) {
      CONNECTION_CALLS.keySet().forEach(call -> all.add(Arguments.of(state, call, false)));
      SESSION_CALLS.keySet().forEach(call -> all.add(Arguments.of(state, call, true)));
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{1} while {0}")
  @MethodSource("statesAndCalls")
  void aCallInAStateThrowsNothingAndKeepsNothingFromTheEnd(
      State state, String call, boolean ofSession) {
    Stage stage = new Stage();
    Session[] latest = new Session[1];
    stage.client = stage.client.onOpen(session -> latest[0] = session);
    Connection connection = in(state, stage);
    assertThat(connection.state()).isEqualTo(state);
    guarded(
        () -> {
          if (!ofSession) {
            CONNECTION_CALLS.get(call).accept(connection);
          } else if (latest[0] != null) {
            SESSION_CALLS.get(call).accept(latest[0]);
          }
        });
    stage.time.settle();
    connection.close();
    stage.time.settle();
    stage.letGo();
    assertThat(thrown).isEmpty();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(connection.closed().toCompletableFuture()).isCompleted();
    assertThat(connection.tally().waiting()).isZero();
  }

  // From many threads at once

  @Test
  void callsFromManyThreadsAtOnceLockNothingAndLoseNoOutcome() throws Exception {
    Stage stage = new Stage();
    ConcurrentLinkedQueue<CompletableFuture<Outcome>> outcomes = new ConcurrentLinkedQueue<>();
    Connection connection =
        WebSockets.client(stage.transport)
            .timers(stage.time)
            .keepAlive(false)
            .endpoint("ws://test")
            .reconnect((outage, dice) -> new Verdict.Retry(ofMillis(5), 0, false))
            .onText((session, text) -> session.sendText(text))
            .onState(change -> change.to())
            .connect();
    stage.transport.onDial(ScriptedLink::accept);
    AtomicBoolean over = new AtomicBoolean();
    Thread network =
        new Thread(
            () -> {
              Random random = new Random(5);
              while (!over.get()) {
                stage.time.advance(ofMillis(20));
                List<ScriptedLink> links = stage.transport.links();
                if (!links.isEmpty()) {
                  ScriptedLink last = links.get(links.size() - 1);
                  last.text("hello");
                  if (random.nextInt(40) == 0) {
                    last.drop();
                  }
                }
              }
            });
    network.start();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Random random = new Random(i);
      callers.add(
          new Thread(
              () -> {
                for (int n = 0; n < 2_000; n++) {
                  guarded(() -> callAny(connection, random, outcomes));
                }
              }));
    }
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      caller.join(60_000);
      assertThat(caller.isAlive()).as("a caller is stuck").isFalse();
    }
    connection.close();
    connection.closed().toCompletableFuture().get(60, TimeUnit.SECONDS);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (connection.tally().waiting() > 0) {
      assertThat(System.nanoTime()).as("outcomes are missing").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
    over.set(true);
    network.join(60_000);
    assertThat(thrown).isEmpty();
    for (CompletableFuture<Outcome> outcome : outcomes) {
      outcome.get(10, TimeUnit.SECONDS);
    }
  }

  private static void callAny(
      Connection connection, Random random, ConcurrentLinkedQueue<CompletableFuture<Outcome>> to) {
    Session session = connection.session();
    switch (random.nextInt(12)) {
      case 0 -> connection.wake();
      case 1 -> connection.tally();
      case 2 -> connection.verify(ofSeconds(1));
      case 3 -> to.add(connection.sendLatest("k", "x").toCompletableFuture());
      case 4 -> {
        if (random.nextInt(50) == 0) {
          connection.renew();
        }
      }
      case 5 -> {
        if (random.nextInt(50) == 0) {
          connection.networkChanged();
        }
      }
      case 6 -> {
        if (session != null) {
          session.confirm();
          to.add(session.sendText("past the outbox").toCompletableFuture());
        }
      }
      default -> to.add(connection.sendText("x").toCompletableFuture());
    }
  }
}
