package dev.hawser;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.TransportEnd;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.Verdict;
import dev.hawser.reconnect.Wait;
import dev.hawser.testing.ScriptedLink;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTest extends ConnectionRig {
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
