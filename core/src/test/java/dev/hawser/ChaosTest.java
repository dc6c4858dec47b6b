package dev.hawser;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Fault;
import dev.hawser.close.Unreachability;
import dev.hawser.reconnect.Backoff;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A seeded network that drops, refuses, stalls and closes at random, in virtual time: every message
 * has exactly one outcome, whatever happens.
 */
class ChaosTest {
  private static final int STEPS = 2_000;

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
  private AtomicIntegerArray told = new AtomicIntegerArray(0);
  private Random random = new Random(0);

  private Connection connect(Outbox outbox) {
    told = new AtomicIntegerArray(STEPS * 8);
    transport.onDial(
        link -> {
          int dice = random.nextInt(10);
          if (dice < 2) {
            link.refuse(503);
          } else if (dice < 4) {
            link.unreachable(Unreachability.CONNECTION_REFUSED);
          } else {
            link.accept();
          }
        });
    return transport
        .client()
        .endpoint("ws://test")
        .reconnect(Backoff.fullJitter(ofMillis(50), ofSeconds(1)))
        .dice(random::nextDouble)
        .outbox(outbox)
        .prepare(
            s ->
                random.nextInt(8) == 0
                    ? CompletableFuture.failedFuture(new IllegalStateException("scripted"))
                    : s.sendText("prepare"))
        .connect();
  }

  private void run(Connection connection) {
    for (int step = 0; step < STEPS; step++) {
      int sends = random.nextInt(4);
      for (int i = 0; i < sends; i++) {
        send(connection);
      }
      if (!transport.links().isEmpty()) {
        disturb(connection, transport.last());
      }
      if (random.nextInt(3) == 0) {
        time.advance(ofMillis(random.nextInt(300)));
      }
    }
    transport.onDial(ScriptedLink::accept);
  }

  private void send(Connection connection) {
    int number = outcomes.size();
    var outcome = connection.sendText(Integer.toString(number)).toCompletableFuture();
    outcomes.add(outcome);
    outcome.thenRun(() -> told.incrementAndGet(number));
  }

  private void disturb(Connection connection, ScriptedLink link) {
    switch (random.nextInt(24)) {
      case 0 -> link.drop();
      case 1 -> link.peerCloses(CloseCode.SERVICE_RESTART);
      case 2 -> link.fault(Fault.HEARTBEAT_TIMEOUT);
      case 3 -> link.dropWhileWriting(random.nextInt(3));
      case 4 -> connection.renew();
      case 5 -> connection.wake();
      case 6, 7, 8 -> link.holdWrites(true);
      case 9, 10, 11 -> link.holdWrites(false);
      case 12 -> link.holdPongs(random.nextBoolean());
      case 13 -> link.holdClose(random.nextBoolean());
      case 14, 15 -> {
        Session session = connection.session();
        if (session != null) {
          session.confirm();
        }
      }
      case 16 -> endOldLinks();
      default -> time.settle();
    }
  }

  /** What the close deadline of a real link does: no link closes for ever. */
  private void endOldLinks() {
    List<ScriptedLink> links = transport.links();
    links.subList(0, links.size() - 1).forEach(ScriptedLink::drop);
  }

  private void letItCalmDown() {
    for (ScriptedLink link : transport.links()) {
      link.holdWrites(false);
      link.holdPongs(false);
      link.holdClose(false);
    }
    time.advance(ofSeconds(60));
  }

  private void assertThatEachHasExactlyOneOutcome(Connection connection) {
    assertThat(outcomes).allMatch(CompletableFuture::isDone);
    for (int i = 0; i < outcomes.size(); i++) {
      assertThat(told.get(i)).as("outcomes of message %d", i).isEqualTo(1);
    }
    Tally tally = connection.tally();
    assertThat(tally.written() + tally.dropped() + tally.unknown()).isEqualTo(outcomes.size());
    assertThat(tally.waiting()).isZero();
  }

  private List<Integer> delivered() {
    List<Integer> numbers = new ArrayList<>();
    for (ScriptedLink link : transport.links()) {
      int before = -1;
      for (String text : link.sentTexts()) {
        if (!text.equals("prepare")) {
          int number = Integer.parseInt(text);
          assertThat(number).as("order within a link").isGreaterThan(before);
          before = number;
          numbers.add(number);
        }
      }
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyMessageHasExactlyOneOutcomeAndIsDeliveredAtMostOnce(long seed) {
    random = new Random(seed);
    Connection connection = connect(Outbox.messages(50).expireAfter(ofSeconds(2)));
    run(connection);
    letItCalmDown();
    assertThatEachHasExactlyOneOutcome(connection);
    List<Integer> delivered = delivered();
    assertThat(delivered).doesNotHaveDuplicates().isSorted();
    Set<Integer> arrived = new HashSet<>(delivered);
    for (int i = 0; i < outcomes.size(); i++) {
      assertThat(arrived.contains(i))
          .as("message %d, %s", i, outcomes.get(i).join())
          .isEqualTo(outcomes.get(i).join().written());
    }
    assertThat(connection.tally().dropped()).isPositive();
    assertThat(connection.tally().unknown()).isPositive();
    assertThat(connection.tally().resent()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void withReplayEveryMessageThatWasNotDroppedIsDeliveredAtLeastOnceAndInOrder(long seed) {
    random = new Random(seed);
    Connection connection = connect(Outbox.messages(50).expireAfter(ofSeconds(2)).replayInDoubt());
    run(connection);
    letItCalmDown();
    assertThatEachHasExactlyOneOutcome(connection);
    Set<Integer> arrived = new HashSet<>();
    int highest = -1;
    for (int number : delivered()) {
      if (arrived.add(number)) {
        assertThat(number).as("order of first arrivals").isGreaterThan(highest);
        highest = number;
      }
    }
    for (int i = 0; i < outcomes.size(); i++) {
      assertThat(arrived.contains(i))
          .as("message %d, %s", i, outcomes.get(i).join())
          .isEqualTo(outcomes.get(i).join().written());
    }
    assertThat(connection.tally().resent()).isPositive();
    assertThat(connection.tally().unknown()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void everyMessageHasItsOutcomeWhenTheUserEndsItInTheMiddle(long seed) {
    random = new Random(seed);
    Connection connection = connect(Outbox.DEFAULT);
    for (int i = 0; i < 500; i++) {
      send(connection);
      if (!transport.links().isEmpty()) {
        disturb(connection, transport.last());
      }
    }
    connection.close();
    letItCalmDown();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThatEachHasExactlyOneOutcome(connection);
    assertThat(time.pending()).isZero();
  }
}
