package dev.hawser;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Admission;
import dev.hawser.transport.UpgradeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final Drain HALF_A_MINUTE = Drain.over(ofSeconds(30));

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final Random dice = new Random(1012);

  private ServerBuilder server() {
    return transport.server().dice(dice::nextDouble);
  }

  private CompletableFuture<ScriptedTransport.Arrival> knock() {
    Headers headers = Headers.of("Host", "example.org");
    CompletableFuture<ScriptedTransport.Arrival> arrival =
        transport
            .knock(new UpgradeRequest("/", headers, List.of(), "192.0.2.7:4711", false))
            .toCompletableFuture();
    time.settle();
    return arrival;
  }

  private void arrive(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(knock().join().admission()).isInstanceOf(Admission.Accept.class);
    }
  }

  private long closed() {
    return transport.links().stream().filter(link -> link.closeSent() != null).count();
  }

  @Test
  void closesOneByOneOverTheWindowAndIsClosedAtItsEnd() {
    Server server = server().start();
    arrive(300);
    CompletableFuture<Void> done = server.drain(HALF_A_MINUTE).toCompletableFuture();
    List<Long> perSecond = new ArrayList<>();
    for (int second = 0; second < 30; second++) {
      long before = closed();
      time.advance(ofSeconds(1));
      perSecond.add(closed() - before);
    }
    // Each session has a part of the window of its own: ten a second, give or take the dice.
    assertThat(perSecond).allMatch(closes -> closes >= 8 && closes <= 12);
    assertThat(closed()).isEqualTo(300);
    assertThat(done).isCompleted();
    assertThat(transport.links())
        .allMatch(link -> link.closeSent().equals(CloseReason.of(CloseCode.SERVICE_RESTART)));
  }

  @Test
  void theOrderIsRandomAndNotThatOfArrival() {
    Server server = server().start();
    arrive(200);
    server.drain(HALF_A_MINUTE);
    time.advance(ofSeconds(15));
    long olderHalf =
        transport.links().subList(0, 100).stream().filter(l -> l.closeSent() != null).count();
    // Half of each half is gone: in the order of arrival it would be all of one and none of two.
    assertThat(olderHalf).isBetween(35L, 65L);
    assertThat(closed()).isBetween(99L, 101L);
  }

  @Test
  void asksEachClientToStayAwayInItsReasonAndLateOnesByRetryAfter() {
    CompletableFuture<Reception> decision = new CompletableFuture<>();
    Server server =
        server()
            .acceptAsync(
                r ->
                    transport.links().isEmpty()
                        ? CompletableFuture.completedFuture(Accept.plain())
                        : decision)
            .start();
    arrive(1);
    CompletableFuture<ScriptedTransport.Arrival> undecided = knock();
    server.drain(Drain.over(ZERO).saying("deploy of 2.1").comeBackAfter(ofMillis(7_500)));
    time.settle();
    assertThat(transport.links().get(0).closeSent())
        .isEqualTo(CloseReason.of(CloseCode.SERVICE_RESTART, "deploy of 2.1 retry-after=8"));
    decision.complete(Accept.plain());
    time.settle();
    Admission late = undecided.join().admission();
    assertThat(late).isInstanceOf(Admission.Refuse.class);
    HttpAnswer answer = ((Admission.Refuse) late).answer();
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().first("Retry-After")).isEqualTo("8");
  }

  @Test
  void aClientStaysAwayAsLongAsItIsAsked() {
    List<Duration> waits = new ArrayList<>();
    transport
        .client()
        .endpoint("ws://test")
        .dice(() -> 0.5)
        .onState(
            change -> {
              if (change.verdict() instanceof Verdict.Retry retry) {
                waits.add(retry.delay());
              }
            })
        .connect();
    time.settle();
    ScriptedLink link = transport.last();
    link.accept();
    time.advance(ofSeconds(60));
    link.peerCloses(HALF_A_MINUTE.comeBackAfter(ofSeconds(8)).reason());
    time.settle();
    assertThat(waits).containsExactly(ofSeconds(9));
  }

  @Test
  void aCloseDuringADrainClosesWhatIsLeftAtOnce() {
    Server server = server().start();
    arrive(10);
    server.drain(HALF_A_MINUTE);
    time.advance(ofSeconds(15));
    assertThat(closed()).isBetween(4L, 6L);
    server.close();
    time.settle();
    assertThat(closed()).isEqualTo(10);
    assertThat(server.closed().toCompletableFuture()).isCompleted();
    assertThat(transport.links())
        .anyMatch(link -> link.closeSent().code().equals(CloseCode.GOING_AWAY));
    assertThat(time.pending()).isZero();
  }

  @Test
  void theFirstDrainOrCloseWins() {
    Server server = server().start();
    arrive(2);
    transport.links().forEach(link -> link.holdClose(true));
    server.close();
    server.drain(HALF_A_MINUTE);
    time.settle();
    assertThat(closed()).isEqualTo(2);
    assertThat(transport.last().closeSent().code()).isEqualTo(CloseCode.GOING_AWAY);
  }

  @Test
  void withoutSessionsItIsDoneAtOnce() {
    Server server = server().start();
    CompletableFuture<Void> done = server.drain(HALF_A_MINUTE).toCompletableFuture();
    time.settle();
    assertThat(done).isCompleted();
  }

  @Test
  void sessionsThatEndByThemselvesNeedNoTurn() {
    Server server = server().start();
    arrive(3);
    server.drain(HALF_A_MINUTE);
    transport.links().forEach(ScriptedLink::drop);
    time.settle();
    assertThat(server.closed().toCompletableFuture()).isCompleted();
    time.advance(ofSeconds(30));
    assertThat(closed()).isZero();
  }

  @Test
  void saysWhatIsWrongWithADrain() {
    refuses("window PT-1S is not in PT0S-PT24H", () -> Drain.over(ofSeconds(-1)));
    refuses("window PT48H is not in PT0S-PT24H", () -> Drain.over(ofDays(2)));
    refuses(
        "a time to come back goes with 1001, 1012, 1013 and 1014, not with 4000",
        () -> HALF_A_MINUTE.comeBackAfter(ZERO).closingWith(CloseCode.of(4000)));
    refuses("retry-after PT48H is not in PT0S-PT24H", () -> HALF_A_MINUTE.comeBackAfter(ofDays(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HALF_A_MINUTE.saying("x".repeat(124)))
        .withMessageContaining("123");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HALF_A_MINUTE.closingWith(CloseCode.of(1006)))
        .withMessageContaining("1006");
  }

  private static void refuses(String message, Runnable made) {
    assertThatIllegalArgumentException().isThrownBy(made::run).withMessage(message);
  }
}
