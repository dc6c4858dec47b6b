package dev.hawser;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.reconnect.Backoff;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of hours of virtual time on a network that cuts, stalls, refuses and repeats, with a
 * peer that loses what it has not confirmed. A run is its seed's alone.
 *
 * <p>More seeds: {@code mvn -q -pl core test -Dtest=LossTest -Dhawser.chaos.seeds=500}, another
 * first one: {@code -Dhawser.chaos.first=77}.
 */
class LossTest {
  private static final int STEPS = 2_000;
  private static final Duration LONGEST_STEP = Duration.ofMinutes(40);

  static LongStream seeds() {
    long first = Long.getLong("hawser.chaos.first", 1);
    return LongStream.range(first, first + Long.getLong("hawser.chaos.seeds", 8));
  }

  /** One run. */
  private static final class Run {
    final VirtualTime time = new VirtualTime();
    final ScriptedTransport transport = new ScriptedTransport(time);
    final Random random;
    final LossyPeer peer;
    final Connection connection;
    final List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    final List<Integer> told = new ArrayList<>();
    final Map<ScriptedLink, Long> doubted = new HashMap<>();

    Run(long seed, boolean replay) {
      random = new Random(seed);
      peer = new LossyPeer(time, transport, random);
      Outbox bounds =
          Outbox.messages(40)
              .expireAfter(ofSeconds(1 + random.nextInt(120)))
              .whenFull(random.nextBoolean() ? WhenFull.REFUSE : WhenFull.DROP_OLDEST);
      connection =
          transport
              .client()
              .endpoint("ws://test")
              .reconnect(Backoff.fullJitter(ofMillis(500), ofSeconds(30)))
              .dice(random::nextDouble)
              .outbox(replay ? bounds.replayInDoubt() : bounds)
              .onEnd((session, parting) -> doubted.put(peer.linkOf(session), parting.inDoubt()))
              .connect();
      for (int step = 0; step < STEPS; step++) {
        step();
      }
      peer.calmDown();
      connection.sendText("last").toCompletableFuture();
      time.advance(Duration.ofMinutes(10));
    }

    private void step() {
      for (int i = random.nextInt(4); i > 0; i--) {
        send();
      }
      peer.disturb();
      switch (random.nextInt(40)) {
        case 0 -> {
          connection.renew();
          connection.renew();
        }
        case 1 -> connection.wake();
        case 2 -> connection.networkChanged();
        case 3 -> connection.verify(ofSeconds(2));
        default -> {}
      }
      if (random.nextInt(3) == 0) {
        time.advance(ofMillis(random.nextInt(2_000)));
      } else if (random.nextInt(3) == 0) {
        time.advance(Duration.ofMillis(random.nextInt((int) LONGEST_STEP.toMillis())));
      } else {
        time.settle();
      }
    }

    private void send() {
      int number = outcomes.size();
      told.add(0);
      var outcome = connection.sendText(Integer.toString(number)).toCompletableFuture();
      outcomes.add(outcome);
      outcome.thenRun(() -> told.set(number, told.get(number) + 1));
    }

    List<Integer> arrived() {
      return peer.received().stream()
          .filter(text -> !text.equals("last"))
          .map(Integer::valueOf)
          .toList();
    }

    void assertOneOutcomeEach() {
      assertThat(outcomes).allMatch(CompletableFuture::isDone);
      assertThat(told).as("outcomes told of each message").allMatch(times -> times == 1);
      Tally tally = connection.tally();
      assertThat(tally.written() + tally.dropped() + tally.unknown())
          .isEqualTo(outcomes.size() + 1);
      assertThat(tally.waiting()).isZero();
    }

    /** Every message that a session wrote and the peer never got was in doubt when it ended. */
    void assertNothingIsLostThatWasNotInDoubt() {
      for (ScriptedLink link : transport.links()) {
        long lost = link.sent().size() - peer.receivedOn(link);
        assertThat(lost).isLessThanOrEqualTo(doubted.getOrDefault(link, 0L));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void withoutReplayEachMessageArrivesAtMostOnceInOrderAndWhatIsLostWasInDoubt(long seed) {
    Run run = new Run(seed, false);
    run.assertOneOutcomeEach();
    List<Integer> arrived = run.arrived();
    assertThat(arrived).doesNotHaveDuplicates().isSorted();
    for (int number : arrived) {
      assertThat(run.outcomes.get(number).join())
          .as("outcome of %d", number)
          .isNotInstanceOf(Outcome.Dropped.class);
    }
    run.assertNothingIsLostThatWasNotInDoubt();
    Set<Integer> there = new HashSet<>(arrived);
    long lost =
        LongStream.range(0, run.outcomes.size())
            .filter(i -> run.outcomes.get((int) i).join().written() && !there.contains((int) i))
            .count();
    assertThat(lost).as("a run that loses nothing tests nothing").isPositive();
    assertThat(lost).isLessThanOrEqualTo(run.connection.tally().inDoubt());
    assertThat(run.time.nanos()).isGreaterThan(Duration.ofHours(100).toNanos());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void withReplayEachWrittenMessageArrivesAtLeastOnceAndInOrder(long seed) {
    Run run = new Run(seed, true);
    run.assertOneOutcomeEach();
    Set<Integer> there = new HashSet<>();
    int highest = -1;
    for (int number : run.arrived()) {
      if (there.add(number)) {
        assertThat(number).as("order of first arrivals").isGreaterThan(highest);
        highest = number;
      }
    }
    for (int i = 0; i < run.outcomes.size(); i++) {
      if (run.outcomes.get(i).join().written()) {
        assertThat(there).as("message %d was written", i).contains(i);
      }
    }
    run.assertNothingIsLostThatWasNotInDoubt();
    assertThat(run.connection.tally().unknown()).isZero();
    assertThat(run.connection.tally().resent()).isPositive();
  }

  @Test
  void aSeedIsARun() {
    Run one = new Run(42, true);
    Run other = new Run(42, true);
    assertThat(other.peer.journal).isEqualTo(one.peer.journal);
    assertThat(other.peer.received()).isEqualTo(one.peer.received());
    assertThat(other.connection.tally()).isEqualTo(one.connection.tally());
    assertThat(new Run(43, true).peer.journal).isNotEqualTo(one.peer.journal);
  }
}
