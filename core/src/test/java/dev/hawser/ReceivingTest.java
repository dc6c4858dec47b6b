package dev.hawser;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.http.Headers;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.UpgradeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a session's messages reach its one consumer: in its time, or by a publisher. */
class ReceivingTest {
  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<String> log = new ArrayList<>();
  private final List<Throwable> uncaught = new ArrayList<>();
  private Thread.@Nullable UncaughtExceptionHandler before;

  @BeforeEach
  void catchTheUncaught() {
    before = Thread.currentThread().getUncaughtExceptionHandler();
    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setUncaughtExceptionHandler(before);
  }

  private Session open(ClientBuilder client) {
    Connection connection = client.endpoint("ws://test").connect();
    time.settle();
    transport.last().accept();
    time.settle();
    return connection.session();
  }

  private void arrive(String... messages) {
    for (String message : messages) {
      transport.last().text(message);
    }
    time.settle();
  }

  // In the receiver's time

  @Test
  void theNextMessageComesWhenTheStageCompletes() {
    List<CompletableFuture<Void>> stages = new ArrayList<>();
    open(
        transport
            .client()
            .onTextAsync(
                (session, text) -> {
                  log.add(text);
                  stages.add(new CompletableFuture<>());
                  return stages.get(stages.size() - 1);
                }));
    arrive("one", "two", "three");
    assertThat(log).containsExactly("one");
    assertThat(transport.last().credit()).isZero();
    stages.get(0).complete(null);
    time.settle();
    assertThat(log).containsExactly("one", "two");
    stages.get(1).complete(null);
    time.settle();
    assertThat(log).containsExactly("one", "two", "three");
  }

  @Test
  void aMessageOfTheOtherKindWaitsForTheStageToo() {
    CompletableFuture<Void> stage = new CompletableFuture<>();
    open(
        transport
            .client()
            .onText((session, text) -> log.add(text))
            .onBinaryAsync(
                (session, bytes) -> {
                  log.add("binary " + bytes.get(0));
                  return stage;
                }));
    transport.last().text("before");
    transport.last().binary((byte) 7);
    arrive("after");
    assertThat(log).containsExactly("before", "binary 7");
    stage.complete(null);
    time.settle();
    assertThat(log).containsExactly("before", "binary 7", "after");
  }

  @Test
  void aStageThatIsCompleteAlreadyLetsMessagesFlow() {
    open(
        transport
            .client()
            .onTextAsync(
                (session, text) -> {
                  log.add(text);
                  return CompletableFuture.completedFuture(null);
                }));
    arrive("one", "two", "three");
    assertThat(log).containsExactly("one", "two", "three");
    assertThat(transport.last().credit()).isEqualTo(1);
  }

  @Test
  void theLaterOfTheTwoCallbacksForOneKindCounts() {
    ClientBuilder inTime =
        transport
            .client()
            .onText((session, text) -> log.add("call"))
            .onTextAsync(
                (session, text) -> {
                  log.add("stage");
                  return CompletableFuture.completedFuture(null);
                });
    open(inTime);
    arrive("x");
    open(inTime.onText((session, text) -> log.add("call")));
    arrive("x");
    assertThat(log).containsExactly("stage", "call");
  }

  @Test
  void aStageThatFailsEndsTheSessionWith1011AndIsReported() {
    List<Parting> partings = new ArrayList<>();
    CompletableFuture<Void> stage = new CompletableFuture<>();
    open(
        transport
            .client()
            .onTextAsync((session, text) -> stage.thenApply(done -> done))
            .onEnd((session, parting) -> partings.add(parting)));
    arrive("one", "two");
    IllegalStateException secret = new IllegalStateException("a secret of ours");
    stage.completeExceptionally(secret);
    time.settle();
    assertThat(transport.links().get(0).closeSent().code()).isEqualTo(CloseCode.INTERNAL_ERROR);
    assertThat(transport.links().get(0).closeSent().text())
        .contains("IllegalStateException")
        .doesNotContain("secret");
    assertThat(((Ending.Failed) partings.get(0).ending()).fault()).isEqualTo(Fault.CALLBACK_FAILED);
    assertThat(uncaught).containsExactly(secret);
  }

  @Test
  void aCallbackThatReturnsNoStageEndsTheSessionWith1011() {
    List<Parting> partings = new ArrayList<>();
    open(
        transport
            .client()
            .onTextAsync((session, text) -> null)
            .onEnd((session, parting) -> partings.add(parting)));
    arrive("one");
    assertThat(((Ending.Failed) partings.get(0).ending()).text())
        .contains("the callback returned no stage");
  }

  @Test
  void aStageThatCompletesAfterTheEndAsksForNothing() {
    CompletableFuture<Void> stage = new CompletableFuture<>();
    open(transport.client().onTextAsync((session, text) -> stage));
    arrive("one", "two");
    ScriptedLink first = transport.last();
    first.drop();
    time.settle();
    stage.complete(null);
    time.settle();
    assertThat(first.hasEnded()).isTrue();
    assertThat(uncaught).isEmpty();
  }

  @Test
  void aServersSessionsReceiveInTimeToo() {
    CompletableFuture<Void> stage = new CompletableFuture<>();
    transport
        .server()
        .onTextAsync(
            (session, text) -> {
              log.add(text);
              return stage;
            })
        .onBinaryAsync(
            (session, bytes) -> {
              log.add("binary");
              return stage;
            })
        .startAsync();
    time.settle();
    transport.knock(new UpgradeRequest("/", Headers.empty(), List.of(), "192.0.2.1:1", false));
    time.settle();
    transport.last().binary((byte) 1);
    arrive("two");
    assertThat(log).containsExactly("binary");
    stage.complete(null);
    time.settle();
    assertThat(log).containsExactly("binary", "two");
  }

  // By a publisher

  private class Reader implements Flow.Subscriber<Message> {
    private final long first;
    Flow.@Nullable Subscription subscription;

    Reader(long first) {
      this.first = first;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      log.add("subscribed");
      if (first != 0) {
        given.request(first);
      }
    }

    @Override
    public void onNext(Message message) {
      log.add(message instanceof Message.Text text ? text.text() : "binary");
    }

    @Override
    public void onError(Throwable thrown) {
      log.add("error " + thrown.getMessage());
    }

    @Override
    public void onComplete() {
      log.add("complete");
    }
  }

  @Test
  void demandIsTheLinksCredit() {
    Session session = open(transport.client());
    Reader reader = new Reader(0);
    session.messages().subscribe(reader);
    assertThat(transport.last().credit()).isZero();
    arrive("one", "two", "three", "four");
    reader.subscription.request(2);
    time.settle();
    assertThat(log).containsExactly("subscribed", "one", "two");
    reader.subscription.request(5);
    transport.last().binary((byte) 1);
    time.settle();
    assertThat(log).endsWith("three", "four", "binary");
    assertThat(transport.last().credit()).isEqualTo(2);
  }

  @Test
  void completesWhenThePeerClosesAndWhenTheLineIsCut() {
    open(transport.client()).messages().subscribe(new Reader(10));
    arrive("last");
    transport.last().peerCloses(CloseCode.SERVICE_RESTART);
    time.settle();
    assertThat(log).containsExactly("subscribed", "last", "complete");
    log.clear();
    open(transport.client()).messages().subscribe(new Reader(10));
    arrive("last");
    transport.last().drop();
    time.settle();
    assertThat(log).containsExactly("subscribed", "last", "complete");
  }

  @Test
  void completesAtOnceForASessionThatHasEnded() {
    Session session = open(transport.client());
    Flow.Publisher<Message> messages = session.messages();
    transport.last().drop();
    time.settle();
    messages.subscribe(new Reader(3));
    assertThat(log).containsExactly("subscribed", "complete");
    log.clear();
    Session other = open(transport.client());
    transport.last().drop();
    time.settle();
    other.messages().subscribe(new Reader(0));
    assertThat(log).containsExactly("subscribed", "complete");
  }

  @Test
  void demandBelowOneIsAnErrorThatNamesIt() {
    Session session = open(transport.client());
    session.messages().subscribe(new Reader(-4));
    assertThat(log)
        .containsExactly(
            "subscribed", "error demand for -4 messages, the least is 1 (Reactive Streams 3.9)");
    arrive("one");
    transport.last().drop();
    time.settle();
    assertThat(log).hasSize(2);
  }

  @Test
  void demandDeclaredWhileSubscribingIsSummedAndGivenBehindIt() {
    Session session = open(transport.client());
    session
        .messages()
        .subscribe(
            new Reader(0) {
              @Override
              public void onSubscribe(Flow.Subscription given) {
                given.request(Long.MAX_VALUE);
                given.request(Long.MAX_VALUE);
                time.settle();
                log.add("credit " + transport.last().credit());
              }
            });
    time.settle();
    arrive("one");
    assertThat(log).containsExactly("credit 0", "one");
    assertThat(transport.last().credit()).isEqualTo(Long.MAX_VALUE - 1);
  }

  @Test
  void aCancelledSubscriptionHearsNothingMore() {
    Session session = open(transport.client());
    Reader reader = new Reader(10);
    session.messages().subscribe(reader);
    arrive("one");
    reader.subscription.cancel();
    reader.subscription.request(1);
    arrive("two");
    transport.last().drop();
    time.settle();
    assertThat(log).containsExactly("subscribed", "one");
  }

  @Test
  void aSubscriberThatThrowsEndsTheSessionWith1011() {
    List<Parting> partings = new ArrayList<>();
    Session session = open(transport.client().onEnd((s, parting) -> partings.add(parting)));
    session
        .messages()
        .subscribe(
            new Reader(10) {
              @Override
              public void onNext(Message message) {
                throw new IllegalStateException("broken");
              }
            });
    arrive("one");
    assertThat(((Ending.Failed) partings.get(0).ending()).fault()).isEqualTo(Fault.CALLBACK_FAILED);
    assertThat(log).containsExactly("subscribed");
  }

  @Test
  void aSecondSubscriberIsRefusedByAnError() {
    Flow.Publisher<Message> messages = open(transport.client()).messages();
    messages.subscribe(new Reader(1));
    Reader second = new Reader(1);
    messages.subscribe(second);
    second.subscription.cancel();
    assertThat(log)
        .containsExactly(
            "subscribed", "subscribed", "error the session's messages have a subscriber already");
    arrive("one");
    assertThat(log).endsWith("one");
    assertThatThrownBy(() -> messages.subscribe(null)).isInstanceOf(NullPointerException.class);
  }

  // One consumer

  @Test
  void theFirstConsumerTakenWins() {
    Session called = open(transport.client().onText((session, text) -> log.add(text)));
    assertThatThrownBy(called::messages)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the session has a consumer already: its builder's callbacks");
    assertThatThrownBy(called::iterator).hasMessageContaining("its builder's callbacks");
    Session published = open(transport.client());
    published.messages();
    assertThatThrownBy(published::iterator).hasMessageContaining("its publisher");
    assertThatThrownBy(published::messages).hasMessageContaining("its publisher");
    Session iterated = open(transport.client());
    assertThat(iterated.iterator()).isNotNull();
    assertThatThrownBy(iterated::messages).hasMessageContaining("its iterator");
    assertThatThrownBy(iterated::iterator).hasMessageContaining("its iterator");
  }

  @Test
  void aSessionOfTheIteratorOfSessionsHasItsIterator() {
    Connection connection = transport.client().endpoint("ws://test").connect();
    Iterable<Session> sessions = connection.sessions();
    time.settle();
    transport.last().accept();
    time.settle();
    Session session = sessions.iterator().next();
    assertThatThrownBy(session::messages).hasMessageContaining("its iterator");
    arrive("one");
    assertThat(session.iterator().next()).isEqualTo(new Message.Text("one"));
    time.advance(ofSeconds(1));
    assertThatThrownBy(session::iterator).hasMessageContaining("its iterator");
  }
}
