package dev.hawser;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Calls from many threads at once, while the network does what it likes. */
class CallsAtOnceTest extends GuardedCalls {
  @Test
  void callsFromManyThreadsAtOnceLockNothingAndLoseNoOutcome() throws Exception {
    ClientStage stage = new ClientStage();
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
      outcome.get(60, TimeUnit.SECONDS);
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
