package dev.hawser.cli.relay;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Connection;
import dev.hawser.Outbox;
import dev.hawser.Outcome;
import dev.hawser.Server;
import dev.hawser.StateChange;
import dev.hawser.Tally;
import dev.hawser.WebSockets;
import dev.hawser.close.Unreachability;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.Backoff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real sockets through a relay that resets, ends, pauses, silences and refuses at random: each
 * message has one outcome, and what was written and did not arrive was in doubt.
 *
 * <p>Longer, on one transport, or from another seed: {@code -Dhawser.chaos.seconds=600
 * -Dhawser.chaos.transport=vertx -Dhawser.chaos.first=7}.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class SocketChaosTest {
  private static final long SECONDS = Long.getLong("hawser.chaos.seconds", 2);
  private static final long SEED = Long.getLong("hawser.chaos.first", 1);
  private static final String TRANSPORTS =
      System.getProperty("hawser.chaos.transport", "netty,vertx,tyrus");
  private static final int MOST = 2_000_000;

  private final Random random = new Random(SEED);
  private final List<Integer> arrived = new ArrayList<>();
  private final List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
  private final AtomicIntegerArray told = new AtomicIntegerArray(MOST);
  private final AtomicInteger losses = new AtomicInteger();
  private volatile StateChange latest;

  static Stream<Arguments> runs() {
    return Stream.of(TRANSPORTS.split(","))
        .flatMap(name -> Stream.of(Arguments.of(name, false), Arguments.of(name, true)));
  }

  @ParameterizedTest(name = "{0}, replay {1}")
  @MethodSource("runs")
  void whateverTheNetworkDoesEachMessageHasOneOutcomeThatHolds(String transport, boolean replay)
      throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Server server =
        WebSockets.server()
            .transport(transport)
            .heartbeat(Heartbeat.every(ofMillis(300)).pongWithin(ofMillis(300)))
            .onText((session, text) -> arrive(Integer.parseInt(text)))
            .start();
    InetSocketAddress target =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    try (FaultRelay relay = FaultRelay.start(any, target)) {
      Outbox bounds = Outbox.messages(MOST).bytes(1 << 24).expireAfter(ofSeconds(3_600));
      Connection connection =
          WebSockets.client()
              .transport(transport)
              .endpoint("ws://127.0.0.1:" + relay.address().getPort() + "/")
              // On loopback a dial to a port that nobody holds may meet itself, and its own
              // request.
              .reconnect(
                  Backoff.fullJitter(ofMillis(10), ofMillis(80)).retryOn(Unreachability.BAD_ANSWER))
              .heartbeat(Heartbeat.every(ofMillis(150)).pongWithin(ofMillis(300)))
              .outbox(replay ? bounds.replayInDoubt() : bounds)
              .onEnd((session, parting) -> losses.incrementAndGet())
              .onState(change -> latest = change)
              .connect();
      torment(relay, connection);
      admit(relay);
      relay.resume();
      until("the last one is there", () -> arrives(connection));
      until("each has its outcome", () -> outcomes.stream().allMatch(CompletableFuture::isDone));
      judge(connection.tally(), replay);
      report(transport, replay, connection.tally());
      connection.close();
    } finally {
      server.close();
    }
  }

  private void torment(FaultRelay relay, Connection connection) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() - end < 0 && outcomes.size() < MOST - 200) {
      for (int i = random.nextInt(100); i > 0; i--) {
        send(connection);
      }
      switch (random.nextInt(16)) {
        case 0, 1 -> relay.reset();
        case 2 -> relay.finish();
        case 3 -> relay.silence();
        case 4, 5 -> relay.pause();
        case 6, 7, 8 -> relay.resume();
        case 9 -> {
          relay.refuse();
          relay.reset();
        }
        case 10, 11 -> admit(relay);
        case 12 -> connection.renew();
        case 13 -> connection.networkChanged();
        default -> {}
      }
      LockSupport.parkNanos(random.nextInt(60_000_000));
    }
  }

  /** Sends one more, and looks for a moment whether it arrives; a dead line may have taken it. */
  private boolean arrives(Connection connection) {
    send(connection);
    for (int i = 0; i < 100 && !has(outcomes.size() - 1); i++) {
      LockSupport.parkNanos(2_000_000);
    }
    return has(outcomes.size() - 1);
  }

  /** Listens again as soon as no dial has the port for its own end. */
  private void admit(FaultRelay relay) {
    until(
        "the port is free",
        () -> {
          try {
            relay.admit();
            return true;
          } catch (UncheckedIOException taken) {
            return false;
          }
        });
  }

  private void send(Connection connection) {
    int number = outcomes.size();
    var outcome = connection.sendText(Integer.toString(number)).toCompletableFuture();
    outcomes.add(outcome);
    outcome.thenRun(() -> told.incrementAndGet(number));
  }

  private void judge(Tally tally, boolean replay) {
    List<Integer> order;
    synchronized (arrived) {
      order = List.copyOf(arrived);
    }
    Set<Integer> there = new HashSet<>();
    int highest = -1;
    for (int number : order) {
      boolean first = there.add(number);
      assertThat(first || replay).as("%d arrived twice", number).isTrue();
      if (first) {
        assertThat(number).as("order of first arrivals, seed %d", SEED).isGreaterThan(highest);
        highest = number;
      }
    }
    long lost = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      assertThat(told.get(i)).as("outcomes of %d", i).isEqualTo(1);
      lost += outcomes.get(i).join().written() && !there.contains(i) ? 1 : 0;
    }
    assertThat(tally.waiting()).isZero();
    if (replay) {
      assertThat(lost).as("written and lost, seed %d", SEED).isZero();
      assertThat(tally.unknown()).isZero();
    } else {
      assertThat(lost).as("written and lost, seed %d", SEED).isLessThanOrEqualTo(tally.inDoubt());
    }
  }

  private void report(String transport, boolean replay, Tally tally) {
    int arrivals;
    long distinct;
    synchronized (arrived) {
      arrivals = arrived.size();
      distinct = arrived.stream().distinct().count();
    }
    System.out.printf(
        "%s, replay %s: %d messages, %d sessions ended, %s, %d delivered, %d twice or more%n",
        transport, replay, outcomes.size(), losses.get(), tally, distinct, arrivals - distinct);
  }

  private void arrive(int number) {
    synchronized (arrived) {
      arrived.add(number);
    }
  }

  private boolean has(int number) {
    synchronized (arrived) {
      return !arrived.isEmpty() && arrived.get(arrived.size() - 1) == number;
    }
  }

  private void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 180_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline)
          .as("waited 180 s until %s; %s", what, latest)
          .isNegative();
      LockSupport.parkNanos(2_000_000);
    }
  }
}
