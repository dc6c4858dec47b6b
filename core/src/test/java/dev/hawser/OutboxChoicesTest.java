package dev.hawser;

import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.Outcome.Dropped;
import dev.hawser.Outcome.Written;
import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What users may choose of an outbox: replacement by key, and what a full one does. */
class OutboxChoicesTest {
  private static final Outcome WRITTEN = new Written();
  private static final Outcome FULL = new Dropped(Dropped.Reason.FULL);
  private static final Outcome REPLACED = new Dropped(Dropped.Reason.REPLACED);
  private static final Outcome EXPIRED = new Dropped(Dropped.Reason.EXPIRED);
  private static final Outcome CONNECTION_ENDED = new Dropped(Dropped.Reason.CONNECTION_ENDED);

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);

  private ClientBuilder client(Outbox outbox) {
    return transport
        .client()
        .endpoint("ws://test")
        .outbox(outbox)
        .reconnect((outage, dice) -> new Verdict.Retry(ofSeconds(1), 0, false));
  }

  private ScriptedLink accept() {
    time.settle();
    transport.last().accept();
    time.settle();
    return transport.last();
  }

  private static CompletableFuture<Outcome> send(Connection connection, String text) {
    return connection.sendText(text).toCompletableFuture();
  }

  private static CompletableFuture<Outcome> latest(Connection connection, Object key, String text) {
    return connection.sendLatest(key, text).toCompletableFuture();
  }

  // Keys

  @Test
  void theNewestOfAKeyTakesThePlaceOfTheOneThatWaits() {
    Connection connection = client(Outbox.DEFAULT).connect();
    var first = latest(connection, "cursor", "at 1");
    send(connection, "between");
    var other = latest(connection, "colour", "red");
    var second = latest(connection, "cursor", "at 2");
    var third = latest(connection, "cursor", "at 3");
    assertThat(first).isCompletedWithValue(REPLACED);
    assertThat(second).isCompletedWithValue(REPLACED);
    assertThat(accept().sentTexts()).containsExactly("at 3", "between", "red");
    assertThat(third).isCompletedWithValue(WRITTEN);
    assertThat(other).isCompletedWithValue(WRITTEN);
    assertThat(connection.tally()).isEqualTo(new Tally(3, 2, 0, 0, 0, 0));
  }

  @Test
  void keysAreComparedByEqualsAndTextReplacesBinary() {
    Connection connection = client(Outbox.DEFAULT).connect();
    var binary = connection.sendLatest(List.of(1, 2), ByteBuffer.allocate(3)).toCompletableFuture();
    latest(connection, List.of(1, 2), "text");
    assertThat(binary).isCompletedWithValue(REPLACED);
    assertThat(accept().sent()).containsExactly(new Message.Text("text"));
    assertThatThrownBy(() -> connection.sendLatest(null, "x"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("key");
  }

  @Test
  void whatALinkHasIsNotReplaced() {
    Connection connection = client(Outbox.DEFAULT).connect();
    ScriptedLink link = accept();
    var first = latest(connection, "k", "one");
    var second = latest(connection, "k", "two");
    time.settle();
    assertThat(link.sentTexts()).containsExactly("one", "two");
    assertThat(first).isCompletedWithValue(WRITTEN);
    assertThat(second).isCompletedWithValue(WRITTEN);
  }

  @Test
  void whatALinkGivesBackIsReplacedByANewerOneThatWaitsAlready() {
    Connection connection = client(Outbox.DEFAULT).connect();
    ScriptedLink link = accept();
    link.holdWrites(true);
    time.settle();
    String large = "x".repeat(60_000);
    send(connection, large);
    var old = latest(connection, "k", "old");
    send(connection, large);
    var young = latest(connection, "k", "young");
    time.settle();
    link.drop();
    time.settle();
    assertThat(old).isCompletedWithValue(REPLACED);
    assertThat(young).isNotDone();
    time.advance(ofSeconds(1));
    assertThat(accept().sentTexts()).containsExactly(large, large, "young");
    assertThat(connection.tally().waiting()).isZero();
  }

  @Test
  void whatALinkGaveBackMayStillBeReplacedInItsPlace() {
    Connection connection = client(Outbox.DEFAULT).connect();
    ScriptedLink link = accept();
    link.holdWrites(true);
    time.settle();
    var one = latest(connection, "k", "one");
    send(connection, "other");
    time.settle();
    link.drop();
    time.settle();
    var two = latest(connection, "k", "two");
    assertThat(one).isCompletedWithValue(REPLACED);
    time.advance(ofSeconds(1));
    assertThat(accept().sentTexts()).containsExactly("two", "other");
    assertThat(two).isCompletedWithValue(WRITTEN);
  }

  @Test
  void withReplayWhatMayHaveBeenReceivedIsNotReplaced() {
    Connection connection = client(Outbox.DEFAULT.replayInDoubt()).connect();
    ScriptedLink link = accept();
    link.holdPongs(true);
    latest(connection, "k", "one");
    time.settle();
    link.drop();
    time.settle();
    var two = latest(connection, "k", "two");
    time.advance(ofSeconds(1));
    assertThat(accept().sentTexts()).containsExactly("one", "two");
    assertThat(two).isCompletedWithValue(WRITTEN);
  }

  @Test
  void aReplacementWaitsItsOwnTimeAndDoesNotDelayTheExpiryOfOthers() {
    Connection connection = client(Outbox.DEFAULT.expireAfter(ofSeconds(10))).connect();
    latest(connection, "k", "one");
    var plain = send(connection, "plain");
    time.advance(ofSeconds(6));
    var two = latest(connection, "k", "two");
    time.advance(ofSeconds(4));
    assertThat(plain).isCompletedWithValue(EXPIRED);
    assertThat(two).isNotDone();
    time.advance(ofSeconds(6));
    assertThat(two).isCompletedWithValue(EXPIRED);
    var three = latest(connection, "k", "three");
    assertThat(three).isNotDone();
    assertThat(accept().sentTexts()).containsExactly("three");
  }

  @Test
  void aReplacementThatDoesNotFitIsRefusedAndTheOldOneStays() {
    Connection connection = client(Outbox.DEFAULT.bytes(10)).connect();
    var small = latest(connection, "k", "1234");
    send(connection, "123456");
    assertThat(latest(connection, "k", "12345")).isCompletedWithValue(FULL);
    assertThat(small).isNotDone();
    var same = latest(connection, "k", "abcd");
    assertThat(small).isCompletedWithValue(REPLACED);
    latest(connection, "k", "a");
    assertThat(send(connection, "123")).isNotDone();
    assertThat(same).isCompletedWithValue(REPLACED);
    assertThat(accept().sentTexts()).containsExactly("a", "123456", "123");
  }

  // Full

  @Test
  void dropsTheOldestUntilTheNewOneFits() {
    Connection connection =
        client(Outbox.messages(3).bytes(10).whenFull(WhenFull.DROP_OLDEST)).connect();
    var one = send(connection, "111");
    var two = send(connection, "222");
    var three = send(connection, "333");
    var four = send(connection, "4");
    assertThat(one).isCompletedWithValue(FULL);
    assertThat(two).isNotDone();
    var five = send(connection, "5555555");
    assertThat(two).isCompletedWithValue(FULL);
    assertThat(three).isCompletedWithValue(FULL);
    assertThat(accept().sentTexts()).containsExactly("4", "5555555");
    assertThat(four).isCompletedWithValue(WRITTEN);
    assertThat(five).isCompletedWithValue(WRITTEN);
  }

  @Test
  void whatWasGivenBackIsTheOldest() {
    Connection connection = client(Outbox.messages(3).whenFull(WhenFull.DROP_OLDEST)).connect();
    ScriptedLink link = accept();
    link.holdWrites(true);
    time.settle();
    var one = send(connection, "one");
    var two = send(connection, "two");
    time.settle();
    link.drop();
    time.settle();
    send(connection, "three");
    send(connection, "four");
    assertThat(one).isCompletedWithValue(FULL);
    assertThat(two).isNotDone();
    time.advance(ofSeconds(1));
    assertThat(accept().sentTexts()).containsExactly("two", "three", "four");
  }

  @Test
  void whatMayHaveBeenReceivedIsNotDroppedForANewOne() {
    Connection connection =
        client(Outbox.messages(2).whenFull(WhenFull.DROP_OLDEST).replayInDoubt()).connect();
    ScriptedLink link = accept();
    link.holdPongs(true);
    send(connection, "one");
    send(connection, "two");
    time.settle();
    link.drop();
    time.settle();
    assertThat(send(connection, "three")).isCompletedWithValue(FULL);
    time.advance(ofSeconds(1));
    assertThat(accept().sentTexts()).containsExactly("one", "two");
  }

  private CompletableFuture<Outcome> sendElsewhere(
      Connection connection, String text, AtomicReference<Thread> who) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                connection.sendText(text).thenAccept(outcome::complete);
              } catch (RuntimeException thrown) {
                outcome.completeExceptionally(thrown);
              }
            });
    who.set(thread);
    thread.setDaemon(true);
    thread.start();
    return outcome;
  }

  private static void awaitWaiting(Thread thread) {
    long deadline = System.nanoTime() + SECONDS.toNanos(60);
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime()).as("still " + thread.getState()).isLessThan(deadline);
      LockSupport.parkNanos(100_000);
    }
  }

  @Test
  void aBlockedSenderGoesOnWhenThereIsRoom() throws Exception {
    Connection connection = client(Outbox.messages(1).whenFull(WhenFull.BLOCK)).connect();
    send(connection, "one");
    AtomicReference<Thread> sender = new AtomicReference<>();
    var two = sendElsewhere(connection, "two", sender);
    awaitWaiting(sender.get());
    ScriptedLink link = accept();
    sender.get().join(10_000);
    time.settle();
    assertThat(two.get(60, SECONDS)).isEqualTo(WRITTEN);
    assertThat(link.sentTexts()).containsExactly("one", "two");
  }

  @Test
  void aBlockedSenderGoesOnWhenSomethingExpires() throws Exception {
    Connection connection =
        client(Outbox.messages(1).expireAfter(ofSeconds(5)).whenFull(WhenFull.BLOCK)).connect();
    send(connection, "one");
    AtomicReference<Thread> sender = new AtomicReference<>();
    var two = sendElsewhere(connection, "two", sender);
    awaitWaiting(sender.get());
    time.advance(ofSeconds(5));
    sender.get().join(10_000);
    assertThat(two).isNotDone();
    time.advance(ofSeconds(4));
    assertThat(two).as("its time runs from when it got in").isNotDone();
    assertThat(accept().sentTexts()).containsExactly("two");
  }

  @Test
  void aBlockedSenderIsReleasedByTheEnd() throws Exception {
    Connection connection = client(Outbox.messages(1).whenFull(WhenFull.BLOCK)).connect();
    send(connection, "one");
    AtomicReference<Thread> sender = new AtomicReference<>();
    var two = sendElsewhere(connection, "two", sender);
    awaitWaiting(sender.get());
    connection.close();
    time.settle();
    assertThat(two.get(60, SECONDS)).isEqualTo(CONNECTION_ENDED);
    assertThat(connection.tally().waiting()).isZero();
  }

  @Test
  void anInterruptedSenderIsToldFullAndStaysInterrupted() throws Exception {
    Connection connection = client(Outbox.messages(1).whenFull(WhenFull.BLOCK)).connect();
    send(connection, "one");
    AtomicReference<Thread> sender = new AtomicReference<>();
    var two = sendElsewhere(connection, "two", sender);
    awaitWaiting(sender.get());
    sender.get().interrupt();
    assertThat(two.get(60, SECONDS)).isEqualTo(FULL);
    assertThat(connection.tally().waiting()).isEqualTo(1);
  }

  @Test
  void aCallbackOfAnyKindMustNotWaitForRoom() {
    List<String> refused = new ArrayList<>();
    AtomicReference<Connection> made = new AtomicReference<>();
    Runnable attempt =
        () -> {
          try {
            made.get().sendText("more");
            refused.add("taken");
          } catch (IllegalStateException thrown) {
            refused.add(thrown.getMessage());
          }
        };
    Connection connection =
        client(Outbox.messages(1).whenFull(WhenFull.BLOCK))
            .callbacksOn(time.executor())
            .onState(change -> attempt.run())
            .endpointFrom(
                dial -> {
                  attempt.run();
                  return CompletableFuture.completedFuture(URI.create("ws://test"));
                })
            .onText((session, text) -> attempt.run())
            .prepare(session -> new CompletableFuture<>())
            .connect();
    made.set(connection);
    send(connection, "one").thenRun(attempt);
    accept();
    transport.last().text("now");
    time.settle();
    int states = refused.size() - 1;
    assertThat(states).isPositive();
    connection.close();
    time.settle();
    assertThat(refused.subList(0, states + 1))
        .allSatisfy(
            said -> assertThat(said).contains("whenFull(BLOCK)").contains("a thread of your own"));
    assertThat(refused.subList(states + 1, refused.size()))
        .as("after the end nothing is waited for")
        .contains("taken");
  }

  // Order

  @Test
  void afterReopeningThePreparationGoesFirstThenTheOutboxFromItsHeadThenNewSends() {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    Connection connection =
        client(Outbox.DEFAULT.replayInDoubt())
            .prepare(
                session -> {
                  session.sendText("subscribe " + session.number());
                  return session.number() == 1 ? CompletableFuture.completedFuture(null) : ready;
                })
            .connect();
    ScriptedLink first = accept();
    first.holdPongs(true);
    send(connection, "in doubt");
    time.settle();
    first.holdWrites(true);
    time.settle();
    send(connection, "half written");
    send(connection, "handed over");
    time.settle();
    first.dropWhileWriting(1);
    time.settle();
    send(connection, "while away");
    time.advance(ofSeconds(1));
    ScriptedLink second = accept();
    send(connection, "while preparing");
    time.settle();
    assertThat(second.sentTexts()).containsExactly("subscribe 2");
    ready.complete(null);
    send(connection, "new");
    time.settle();
    assertThat(second.sentTexts())
        .containsExactly(
            "subscribe 2",
            "in doubt",
            "half written",
            "handed over",
            "while away",
            "while preparing",
            "new");
  }
}
