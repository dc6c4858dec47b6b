package dev.hawser;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.Verdict;
import dev.hawser.reconnect.Wait;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<String> log = new ArrayList<>();

  private ClientBuilder client() {
    return transport
        .client()
        .endpoint("ws://test/feed")
        .dice(() -> 0.5)
        .onState(change -> log.add(change.from() + ">" + change.to()));
  }

  private Connection open(ClientBuilder client) {
    Connection connection = client.connect();
    time.settle();
    transport.last().accept();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.OPEN);
    return connection;
  }

  private static Parting parting(Connection connection) {
    assertThat(connection.closed().toCompletableFuture()).isCompleted();
    return connection.closed().toCompletableFuture().join();
  }

  @Test
  void dialsNothingBeforeTheCallReturns() {
    client().connect();
    assertThat(transport.links()).isEmpty();
  }

  @Test
  void goesThroughItsStatesInOrderAndTellsEach() {
    Connection connection = open(client());
    connection.close();
    time.settle();
    assertThat(log)
        .containsExactly(
            "IDLE>QUEUED",
            "QUEUED>CONNECTING",
            "CONNECTING>PREPARING",
            "PREPARING>OPEN",
            "OPEN>CLOSING",
            "CLOSING>TERMINATED");
    assertThat(parting(connection).code()).isEqualTo(CloseCode.NORMAL_CLOSURE);
    assertThat(connection.givenUp().why()).isEqualTo(Verdict.Reason.BY_USER);
    assertThat(time.pending()).isZero();
  }

  @Test
  void dialsTheEndpointWithItsHeadersSubprotocolsAndOptions() {
    client().header("X-One", "1").subprotocols("v2", "v1").connect();
    time.settle();
    var request = transport.last().request();
    assertThat(request.uri()).isEqualTo(URI.create("ws://test/feed"));
    assertThat(request.headers().first("X-One")).isEqualTo("1");
    assertThat(request.subprotocols()).containsExactly("v2", "v1");
  }

  @Test
  void deliversMessagesInOrderToTheCallbacks() {
    open(client().onText((s, text) -> log.add(text)).onBinary((s, b) -> log.add("b" + b.get(0))));
    log.clear();
    transport.last().text("one");
    transport.last().binary((byte) 7);
    transport.last().text("two");
    time.settle();
    assertThat(log).containsExactly("one", "b7", "two");
  }

  @Test
  void asksForMoreAsMessagesAreConsumed() {
    open(client().onText((s, text) -> log.add(text)));
    log.clear();
    for (int i = 0; i < 1_000; i++) {
      transport.last().text("m" + i);
    }
    time.settle();
    assertThat(log).hasSize(1_000);
    assertThat(transport.last().credit()).isBetween(1L, 32L);
  }

  @Test
  void asksForOneMessageAtATimeOnAnExecutorOfTheUsers() {
    open(client().callbacksOn(time.executor()).onText((s, text) -> log.add(text)));
    assertThat(transport.last().credit()).isEqualTo(1);
    transport.last().text("one");
    transport.last().text("two");
    time.settle();
    assertThat(log).endsWith("one", "two");
    assertThat(transport.last().credit()).isEqualTo(1);
  }

  @Test
  void givesNoCreditWithoutAConsumer() {
    open(client());
    assertThat(transport.last().credit()).isZero();
  }

  @Test
  void comesBackAfterALossWithTheDelayOfItsPolicy() {
    Connection connection =
        open(client().reconnect(Backoff.fullJitter(ofMillis(500), ofSeconds(30))));
    transport.last().drop();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.WAITING);
    time.advance(ofMillis(249));
    assertThat(transport.links()).hasSize(1);
    time.advance(ofMillis(1));
    assertThat(transport.links()).hasSize(2);
    transport.last().accept();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.OPEN);
    assertThat(connection.session().number()).isEqualTo(2);
  }

  @Test
  void thePeersCloseIsAnsweredByTheNextDialThoughThePeerNeverEndsTcp() {
    List<StateChange> changes = new ArrayList<>();
    List<Parting> partings = new ArrayList<>();
    Connection connection =
        open(
            client()
                .reconnect(
                    Backoff.fullJitter(ofMillis(500), ofSeconds(30))
                        .waitAfter(CloseCode.SERVICE_RESTART, Wait.between(ZERO, ZERO)))
                .onState(changes::add)
                .onEnd((s, parting) -> partings.add(parting)));
    ScriptedLink first = transport.last();
    Session session = connection.session();
    first.holdEnd(true);
    first.peerCloses(CloseCode.SERVICE_RESTART);
    time.settle();
    assertThat(connection.state()).isEqualTo(State.WAITING);
    StateChange lost = changes.get(changes.size() - 1);
    assertThat(lost.attempt()).isEqualTo(1);
    assertThat(changes.get(0).attempt()).isZero();
    assertThat(lost.parting().code()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(lost.parting().ending().facts().frames().transportEnd())
        .isEqualTo(TransportEnd.UNSEEN);
    assertThat(lost.parting().explain()).doesNotContain("TCP");
    assertThat(connection.session()).isNull();
    assertThat(session.isOpen()).isFalse();
    assertThat(session.sendText("late").toCompletableFuture())
        .isCompletedWithValue(new Outcome.Dropped(Outcome.Dropped.Reason.SESSION_ENDED));
    assertThat(session.confirm().toCompletableFuture()).isCompletedWithValue(false);
    time.advance(ofMillis(250));
    transport.last().accept();
    time.settle();
    assertThat(connection.session().number()).isEqualTo(2);
    assertThat(first.hasEnded()).isFalse();
    assertThat(partings).isEmpty();
    int soFar = changes.size();
    first.drop();
    time.settle();
    assertThat(partings).hasSize(1);
    assertThat(partings.get(0).code()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(partings.get(0).ending().facts().frames().transportEnd())
        .isEqualTo(TransportEnd.RST);
    assertThat(session.ended().toCompletableFuture()).isCompletedWithValue(partings.get(0));
    assertThat(changes).hasSize(soFar);
    assertThat(connection.state()).isEqualTo(State.OPEN);
  }

  @Test
  void thePeersCloseWhilePreparingIsNotWaitedForEither() {
    Connection connection = client().prepare(s -> new CompletableFuture<>()).connect();
    time.settle();
    transport.last().accept();
    transport.last().holdEnd(true);
    time.settle();
    assertThat(connection.state()).isEqualTo(State.PREPARING);
    transport.last().peerCloses(CloseCode.TRY_AGAIN_LATER);
    time.settle();
    assertThat(connection.state()).isEqualTo(State.WAITING);
  }

  @Test
  void aFinalCloseOfThePeerEndsTheConnectionWithTheWholeEvidence() {
    Connection connection = open(client());
    transport.last().holdEnd(true);
    transport.last().peerCloses(CloseCode.NORMAL_CLOSURE);
    time.settle();
    assertThat(connection.state()).isEqualTo(State.CLOSING);
    assertThat(connection.closed().toCompletableFuture()).isNotDone();
    connection.close();
    transport.last().holdEnd(false);
    time.settle();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(connection.givenUp().why()).isEqualTo(Verdict.Reason.FINAL_ENDING);
    assertThat(((Ending.Closed) parting(connection).ending()).clean()).isTrue();
    assertThat(time.pending()).isZero();
  }

  @Test
  void theEndBehindAPeersCloseIsDiagnosedWithTheEndingsBeforeIt() {
    List<Parting> partings = new ArrayList<>();
    Connection connection =
        client()
            .reconnect((outage, dice) -> new Verdict.Retry(ofMillis(100), 0, false))
            .onEnd((s, parting) -> partings.add(parting))
            .connect();
    for (int i = 0; i < 4; i++) {
      time.settle();
      transport.last().accept();
      time.settle();
      transport.last().holdEnd(true);
      transport.last().peerCloses(CloseCode.INTERNAL_ERROR);
      time.advance(ofMillis(100));
      transport.links().get(i).holdEnd(false);
    }
    time.settle();
    assertThat(partings).hasSize(4);
    assertThat(partings.get(0).diagnosis().evidence().earlier()).isEmpty();
    assertThat(partings.get(3).diagnosis().evidence().earlier()).hasSize(3);
    connection.close();
    time.settle();
  }

  @Test
  void forgetsFailuresOnlyAfterALinkWasStable() {
    List<Integer> attempts = new ArrayList<>();
    client()
        .reconnect(
            (outage, dice) -> {
              attempts.add(outage.attempt());
              return new Verdict.Retry(ofSeconds(1), 0, false);
            })
        .connect();
    for (int i = 0; i < 3; i++) {
      time.advance(ofSeconds(1));
      transport.last().accept();
      time.advance(ofSeconds(9));
      transport.last().drop();
      time.settle();
    }
    assertThat(attempts).containsExactly(1, 2, 3);
    time.advance(ofSeconds(1));
    transport.last().accept();
    time.advance(ofSeconds(10));
    transport.last().drop();
    time.settle();
    assertThat(attempts).containsExactly(1, 2, 3, 1);
  }

  @Test
  void givesUpWhenThePolicyDoesAndSaysWhy() {
    Connection connection = open(client().reconnect(ReconnectPolicy.never()));
    transport.last().drop();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(parting(connection).ending()).isInstanceOf(Ending.Dropped.class);
    assertThat(connection.givenUp().why()).isEqualTo(Verdict.Reason.NEVER);
  }

  @Test
  void closesInEachState() {
    Connection idleOrQueued = client().connect();
    idleOrQueued.close();
    time.settle();
    assertThat(parting(idleOrQueued).ending()).isInstanceOf(Ending.Aborted.class);

    Connection connecting = client().connect();
    time.settle();
    assertThat(connecting.state()).isEqualTo(State.CONNECTING);
    connecting.close();
    time.settle();
    assertThat(connecting.state()).isEqualTo(State.TERMINATED);
    assertThat(transport.last().hasEnded()).isTrue();

    Connection preparing = client().prepare(s -> new CompletableFuture<>()).connect();
    time.settle();
    transport.last().accept();
    time.settle();
    assertThat(preparing.state()).isEqualTo(State.PREPARING);
    preparing.close(CloseReason.of(new CloseCode(4000), "enough"));
    time.settle();
    assertThat(transport.last().closeSent())
        .isEqualTo(CloseReason.of(new CloseCode(4000), "enough"));
    assertThat(preparing.state()).isEqualTo(State.TERMINATED);

    Connection waiting = client().connect();
    time.settle();
    transport.last().unreachable(Unreachability.CONNECTION_REFUSED);
    time.settle();
    assertThat(waiting.state()).isEqualTo(State.WAITING);
    int dials = transport.links().size();
    waiting.close();
    time.advance(ofSeconds(60));
    assertThat(waiting.state()).isEqualTo(State.TERMINATED);
    assertThat(transport.links()).hasSize(dials);
    assertThat(time.pending()).isZero();
  }

  @Test
  void closingAgainChangesNothing() {
    Connection connection = open(client());
    transport.last().holdClose(true);
    connection.close(CloseReason.of(new CloseCode(4001)));
    connection.close(CloseReason.of(new CloseCode(4002)));
    time.settle();
    transport.last().holdClose(false);
    time.settle();
    assertThat(parting(connection).code()).isEqualTo(new CloseCode(4001));
    connection.close(CloseReason.of(new CloseCode(4003)));
    time.settle();
    assertThat(parting(connection).code()).isEqualTo(new CloseCode(4001));
  }

  @Test
  void aSessionsCloseEndsItsConnection() {
    Connection connection = open(client());
    connection.session().close(CloseReason.of(new CloseCode(3000)));
    time.settle();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(parting(connection).ending().by()).isEqualTo(Initiator.USER);
    assertThat(transport.last().closeSent().code().value()).isEqualTo(3000);
  }

  @Test
  void aSessionsAbortEndsItsConnection() {
    Connection connection = open(client());
    connection.session().abort();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(parting(connection).ending()).isInstanceOf(Ending.Aborted.class);
  }

  @Test
  void refusesACloseThatAClientMayNotSend() {
    Connection connection = open(client());
    assertThatThrownBy(() -> connection.close(CloseReason.of(CloseCode.SERVICE_RESTART)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1012")
        .hasMessageContaining("3000-4999");
    assertThatThrownBy(() -> connection.session().close(CloseCode.ABNORMAL_CLOSURE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1006");
    connection.close(CloseReason.NONE);
    time.settle();
    assertThat(transport.last().closeSent()).isEqualTo(CloseReason.NONE);
  }

  @Test
  void renewsWithoutBackoffAndTellsTheOldSessionsEnd() {
    Connection connection =
        open(client().onEnd((s, parting) -> log.add("end " + s.number() + " " + parting.code())));
    transport.last().holdClose(true);
    connection.renew();
    time.settle();
    assertThat(transport.links()).hasSize(2);
    assertThat(transport.links().get(0).closeSent().code()).isEqualTo(CloseCode.GOING_AWAY);
    transport.last().accept();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.OPEN);
    transport.links().get(0).holdClose(false);
    time.settle();
    assertThat(log).contains("end 1 1001 Going Away");
    assertThat(connection.state()).isEqualTo(State.OPEN);
    assertThat(connection.session().number()).isEqualTo(2);
  }

  @Test
  void wakeCutsAWaitShortAndProbesAnOpenSession() {
    Connection connection = open(client());
    connection.wake();
    time.settle();
    assertThat(transport.last().pings()).isEqualTo(1);
    transport.last().drop();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.WAITING);
    connection.wake();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.CONNECTING);
  }

  @Test
  void anEventOfAnOlderLinkIsIgnored() {
    Connection connection = open(client());
    var old = transport.last();
    old.holdClose(true);
    connection.renew();
    time.settle();
    transport.last().accept();
    time.settle();
    old.drop();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.OPEN);
    assertThat(transport.links()).hasSize(2);
  }

  @Test
  void preparesBeforeItIsOpenAndDeliversMeanwhile() {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    Connection connection =
        client()
            .onOpen(s -> log.add("open"))
            .prepare(
                s -> {
                  log.add("prepare");
                  s.sendText("subscribe");
                  return ready;
                })
            .onText((s, text) -> log.add(text))
            .connect();
    CompletableFuture<Outcome> early = connection.sendText("early").toCompletableFuture();
    time.settle();
    transport.last().accept();
    time.settle();
    transport.last().text("snapshot");
    time.settle();
    assertThat(log).endsWith("CONNECTING>PREPARING", "open", "prepare", "snapshot");
    assertThat(connection.state()).isEqualTo(State.PREPARING);
    assertThat(transport.last().sentTexts()).containsExactly("subscribe");
    assertThat(early).isNotDone();
    ready.complete(null);
    time.settle();
    assertThat(connection.state()).isEqualTo(State.OPEN);
    assertThat(transport.last().sentTexts()).containsExactly("subscribe", "early");
    assertThat(early).isCompletedWithValue(new Outcome.Written());
  }

  @Test
  void aFailedPreparationClosesTheSessionAndIsAFailedAttempt() {
    List<Parting> partings = new ArrayList<>();
    Connection connection =
        client()
            .prepare(s -> CompletableFuture.failedFuture(new IllegalStateException("no topic")))
            .onEnd((s, parting) -> partings.add(parting))
            .connect();
    time.settle();
    transport.last().accept();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.WAITING);
    assertThat(transport.last().closeSent().code()).isEqualTo(CloseCode.INTERNAL_ERROR);
    assertThat(partings).hasSize(1);
    assertThat(((Ending.Failed) partings.get(0).ending()).fault()).isEqualTo(Fault.PREPARE_FAILED);
  }

  @Test
  void aPreparationThatThrowsIsAFailedAttempt() {
    Connection connection =
        client()
            .prepare(
                s -> {
                  throw new IllegalStateException("no topic");
                })
            .connect();
    time.settle();
    transport.last().accept();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.WAITING);
  }

  @Test
  void aLatePreparationIsAFailedAttempt() {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    Connection connection = client().prepare(s -> ready).connect();
    time.settle();
    transport.last().accept();
    time.advance(ofSeconds(10).minusNanos(1));
    assertThat(connection.state()).isEqualTo(State.PREPARING);
    time.advance(ofMillis(1));
    assertThat(connection.state()).isEqualTo(State.WAITING);
    ready.complete(null);
    time.settle();
    assertThat(connection.state()).isEqualTo(State.WAITING);
  }

  @Test
  void anOnOpenThatThrowsEndsTheSessionWith1011() {
    Connection connection =
        client()
            .onOpen(
                s -> {
                  throw new IllegalStateException("user bug");
                })
            .connect();
    time.settle();
    transport.last().accept();
    assertThatThrownByOrLogged();
    assertThat(transport.last().closeSent().code()).isEqualTo(CloseCode.INTERNAL_ERROR);
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(((Ending.Failed) parting(connection).ending()).fault())
        .isEqualTo(Fault.CALLBACK_FAILED);
  }

  private void assertThatThrownByOrLogged() {
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    List<Throwable> thrown = new ArrayList<>();
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
    try {
      time.settle();
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
    assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anOnTextThatThrowsEndsTheSessionWith1011() {
    Connection connection =
        open(
            client()
                .onText(
                    (s, text) -> {
                      throw new IllegalStateException("user bug");
                    }));
    transport.last().text("boom");
    time.settle();
    assertThat(((Ending.Failed) parting(connection).ending()).fault())
        .isEqualTo(Fault.CALLBACK_FAILED);
  }
}
