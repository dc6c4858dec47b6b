package dev.hawser;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a connection does before its session is open. */
class ConnectionPreparationTest extends ConnectionRig {
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
}
