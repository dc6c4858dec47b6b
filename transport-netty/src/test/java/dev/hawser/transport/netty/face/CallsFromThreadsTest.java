package dev.hawser.transport.netty.face;

import static dev.hawser.transport.netty.face.Soon.await;
import static dev.hawser.transport.netty.face.Soon.soon;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Broadcast;
import dev.hawser.Connection;
import dev.hawser.Drain;
import dev.hawser.Outcome;
import dev.hawser.Server;
import dev.hawser.Session;
import dev.hawser.State;
import dev.hawser.WebSockets;
import dev.hawser.WhenSlow;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.reconnect.Backoff;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls from many threads at once, by a seed, while real sockets come and go. */
class CallsFromThreadsTest {
  private static final int CALLERS = 6;
  private static final int CALLS = 1_500;

  private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
  private final Queue<CompletableFuture<Outcome>> outcomes = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void nothingDeadlocksNothingThrowsAndEachMessageHasItsOutcome(long seed) throws Exception {
    Server server =
        WebSockets.server()
            .onText((session, text) -> session.sendText(text))
            .onEnd((session, parting) -> session.sendText("too late"))
            .start();
    Connection connection =
        WebSockets.client()
            .endpoint(server.uri())
            .reconnect(
                Backoff.fullJitter(ofMillis(1), ofMillis(5)).retryOn(CloseCode.POLICY_VIOLATION))
            .onText((session, text) -> session.confirm())
            .connect();
    await("the first session", () -> connection.state() == State.OPEN);
    List<Thread> callers = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(1);
    for (int i = 0; i < CALLERS; i++) {
      Random random = new Random(seed * 100 + i);
      callers.add(
          new Thread(
              () -> {
                await("the start", () -> all.getCount() == 0);
                for (int n = 0; n < CALLS; n++) {
                  call(server, connection, random);
                }
              }));
    }
    callers.forEach(Thread::start);
    all.countDown();
    for (Thread caller : callers) {
      caller.join(TimeUnit.MINUTES.toMillis(3));
      assertThat(caller.isAlive()).as("a caller is stuck").isFalse();
    }
    assertThat(connection.state()).isNotEqualTo(State.TERMINATED);
    await("a message gets through", () -> isWritten(connection.sendText("last")));
    connection.close();
    soon(connection.closed());
    soon(server.close(CloseReason.of(CloseCode.GOING_AWAY)));
    assertThat(thrown).isEmpty();
    for (CompletableFuture<Outcome> outcome : outcomes) {
      soon(outcome);
    }
    assertThat(connection.tally().waiting()).isZero();
  }

  /** A full outbox drops it, and a session that is just ending may lose it. */
  private static boolean isWritten(CompletionStage<Outcome> sent) {
    return sent.toCompletableFuture().orTimeout(2, TimeUnit.MINUTES).join().written();
  }

  private void call(Server server, Connection connection, Random random) {
    try {
      switch (random.nextInt(16)) {
        case 0 -> connection.wake();
        case 1 -> connection.verify(ofSeconds(60));
        case 2 -> connection.tally();
        case 3 -> outcomes.add(connection.sendLatest("key", "x").toCompletableFuture());
        case 4 -> rarely(random, connection::renew);
        case 5 -> rarely(random, () -> server.sessions().forEach(Session::abort));
        case 6 ->
            rarely(
                random, () -> server.sessions().forEach(s -> s.close(CloseCode.SERVICE_RESTART)));
        case 7 -> server.broadcast(Broadcast.text("to all").whenSlow(WhenSlow.SKIP));
        case 8 -> server.sessions().forEach(Session::confirm);
        case 9 -> server.sessions().forEach(s -> s.ping(ByteBuffer.allocate(4)));
        case 10 -> {
          Session session = connection.session();
          if (session != null) {
            outcomes.add(session.sendText("past the outbox").toCompletableFuture());
          }
        }
        default -> outcomes.add(connection.sendText("x").toCompletableFuture());
      }
    } catch (RuntimeException | Error failure) {
      thrown.add(failure);
    }
  }

  private static void rarely(Random random, Runnable call) {
    if (random.nextInt(40) == 0) {
      call.run();
    }
  }

  @Test
  void drainsAndClosesOfManyThreadsAtOnceEndTheServerOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      Server server = WebSockets.server().start();
      List<Connection> connections = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        connections.add(
            WebSockets.client()
                .endpoint(server.uri())
                .reconnect(
                    Backoff.standard()
                        .maxAttempts(1)
                        .stopOn(CloseCode.SERVICE_RESTART, CloseCode.GOING_AWAY))
                .connect());
      }
      await("four sessions", () -> server.sessions().size() == 4);
      List<CompletableFuture<Void>> ends = new ArrayList<>();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        boolean drains = i % 2 == 0;
        CompletableFuture<Void> end = new CompletableFuture<>();
        ends.add(end);
        callers.add(
            new Thread(
                () ->
                    (drains
                            ? server.drain(Drain.over(ofMillis(20)))
                            : server.close(CloseReason.of(CloseCode.GOING_AWAY)))
                        .whenComplete((done, failure) -> end.complete(null))));
      }
      callers.forEach(Thread::start);
      for (CompletableFuture<Void> end : ends) {
        soon(end);
      }
      assertThat(server.sessions()).isEmpty();
      for (Connection connection : connections) {
        soon(connection.closed());
      }
    }
  }

  @Test
  void anIteratorOfAForeignThreadEndsWhateverEndsItsSession() throws Exception {
    Server server = WebSockets.server().onOpen(s -> s.sendText("hello")).start();
    for (int i = 0; i < 4; i++) {
      Connection connection =
          WebSockets.client()
              .endpoint(server.uri())
              .reconnect(Backoff.standard().stopOn(CloseCode.GOING_AWAY))
              .connect();
      CompletableFuture<Integer> read = new CompletableFuture<>();
      CountDownLatch first = new CountDownLatch(1);
      Thread reader =
          new Thread(
              () -> {
                int count = 0;
                for (Session session : connection.sessions()) {
                  for (var message : session) {
                    count++;
                    first.countDown();
                  }
                }
                read.complete(count);
              });
      reader.start();
      assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
      switch (i) {
        case 0 -> connection.close();
        case 1 -> connection.session().abort();
        case 2 -> connection.session().close(CloseCode.NORMAL_CLOSURE);
        default -> server.sessions().forEach(s -> s.close(CloseCode.NORMAL_CLOSURE));
      }
      assertThat(soon(read)).isEqualTo(1);
      soon(connection.closed());
    }
    soon(server.close(CloseReason.of(CloseCode.GOING_AWAY)));
  }
}
