package dev.hawser;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.CloseCode;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Admission;
import dev.hawser.transport.UpgradeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EntryLimitsTest {
  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<CompletableFuture<Reception>> decisions = new ArrayList<>();

  private ServerBuilder server(EntryLimits entryLimits) {
    return transport.server().entryLimits(entryLimits);
  }

  private void undecided(EntryLimits entryLimits) {
    server(entryLimits)
        .acceptAsync(
            request -> {
              CompletableFuture<Reception> decision = new CompletableFuture<>();
              decisions.add(decision);
              return decision;
            })
        .start();
  }

  private CompletableFuture<Admission> knock(String... headers) {
    Headers all = Headers.of("Host", "example.org").withAll(Headers.of(headers));
    CompletableFuture<Admission> admission =
        transport
            .knock(new UpgradeRequest("/", all, List.of(), "192.0.2.7:4711", false))
            .thenApply(ScriptedTransport.Arrival::admission)
            .toCompletableFuture();
    time.settle();
    return admission;
  }

  private boolean comesIn() {
    return knock().join() instanceof Admission.Accept;
  }

  /** Returns the Retry-After of a refusal with 503. */
  private static String refused(Admission admission) {
    assertThat(admission).isInstanceOf(Admission.Refuse.class);
    HttpAnswer answer = ((Admission.Refuse) admission).answer();
    assertThat(answer.status()).isEqualTo(503);
    return answer.headers().first("Retry-After");
  }

  @Test
  void sessionsPastTheLimitAreRefusedUntilOneEnds() {
    server(EntryLimits.STANDARD.sessions(2)).start();
    assertThat(comesIn()).isTrue();
    assertThat(comesIn()).isTrue();
    assertThat(refused(knock().join())).isEqualTo("5");
    transport.last().peerCloses(CloseCode.of(1000));
    time.settle();
    assertThat(comesIn()).isTrue();
    assertThat(comesIn()).isFalse();
  }

  @Test
  void requestsUnderDecisionCountAsTheSessionsTheyMayBecome() {
    undecided(EntryLimits.STANDARD.sessions(1));
    CompletableFuture<Admission> first = knock();
    assertThat(refused(knock().join())).isEqualTo("5");
    decisions.get(0).complete(Refuse.status(401));
    assertThat(first.join()).isInstanceOf(Admission.Refuse.class);
    assertThat(knock()).isNotDone();
  }

  @Test
  void aRefusedRequestCostsTheUserNothing() {
    undecided(EntryLimits.STANDARD.handshakes(2).retryAfter(ofMillis(1_500)));
    assertThat(knock()).isNotDone();
    assertThat(knock()).isNotDone();
    assertThat(refused(knock().join())).isEqualTo("2");
    assertThat(decisions).hasSize(2);
    decisions.get(1).complete(Accept.plain());
    time.settle();
    assertThat(knock()).isNotDone();
    assertThat(decisions).hasSize(3);
  }

  @Test
  void aDecisionThatNeverComesCountsAsLongAsAHandshakeMayTake() {
    undecided(EntryLimits.STANDARD.handshakes(1));
    assertThat(knock()).isNotDone();
    time.advance(ofSeconds(10).minusNanos(1));
    assertThat(knock()).isDone();
    time.advance(ofMillis(1));
    assertThat(knock()).isNotDone();
    // The one that was given up is not counted a second time when it is decided after all.
    decisions.get(0).complete(Refuse.status(401));
    time.settle();
    assertThat(knock()).isDone();
  }

  @Test
  void anOriginThatIsRefusedTakesNoPlace() {
    undecided(EntryLimits.STANDARD.handshakes(1));
    Admission foreign = knock("Origin", "https://evil.test").join();
    assertThat(((Admission.Refuse) foreign).answer().status()).isEqualTo(403);
    assertThat(knock()).isNotDone();
  }

  @Test
  void soManyComeInWithinAnySecond() {
    server(EntryLimits.STANDARD.perSecond(3)).start();
    assertThat(comesIn()).isTrue();
    time.advance(ofMillis(500));
    assertThat(comesIn()).isTrue();
    assertThat(comesIn()).isTrue();
    assertThat(comesIn()).isFalse();
    time.advance(ofMillis(500));
    assertThat(comesIn()).isTrue();
    assertThat(comesIn()).isFalse();
  }

  @Test
  void aHerdIsToldTimesThatTheRateAllows() {
    server(EntryLimits.STANDARD.perSecond(20).retryAfter(ofSeconds(1))).start();
    int[] atSecond = new int[62];
    int inside = 0;
    for (int client = 0; client < 200; client++) {
      Admission admission = knock().join();
      if (admission instanceof Admission.Accept) {
        inside++;
      } else {
        atSecond[Integer.parseInt(refused(admission))]++;
      }
    }
    assertThat(inside).isEqualTo(20);
    // 180 are left: 20 in each of nine seconds, from the second after the least wait on.
    for (int second = 2; second <= 10; second++) {
      assertThat(atSecond[second]).as("told %d s", second).isEqualTo(20);
    }
  }

  @Test
  void nobodyIsToldMoreThanAMinuteOnTop() {
    server(EntryLimits.STANDARD.perSecond(1).retryAfter(ofSeconds(2))).start();
    assertThat(comesIn()).isTrue();
    for (int client = 1; client < 60; client++) {
      refused(knock().join());
    }
    assertThat(refused(knock().join())).isEqualTo("62");
    assertThat(refused(knock().join())).isEqualTo("62");
    // Promises of the past bind nobody.
    time.advance(ofSeconds(120));
    assertThat(comesIn()).isTrue();
    assertThat(refused(knock().join())).isEqualTo("3");
  }

  @Test
  void theDefaultLimitsHandshakesAlone() {
    assertThat(EntryLimits.STANDARD)
        .isEqualTo(
            new EntryLimits(EntryLimits.UNLIMITED, 1_024, EntryLimits.UNLIMITED, ofSeconds(5)));
  }

  @Test
  void saysWhatIsWrongWithALimit() {
    refuses("sessions 0 is less than 1", () -> EntryLimits.STANDARD.sessions(0));
    refuses("handshakes -1 is less than 1", () -> EntryLimits.STANDARD.handshakes(-1));
    refuses("perSecond 0 is less than 1", () -> EntryLimits.STANDARD.perSecond(0));
    refuses(
        "retryAfter PT-1S is not in PT0S-PT1H",
        () -> EntryLimits.STANDARD.retryAfter(ofSeconds(-1)));
    refuses(
        "retryAfter PT2H is not in PT0S-PT1H", () -> EntryLimits.STANDARD.retryAfter(ofHours(2)));
  }

  private static void refuses(String message, Runnable made) {
    assertThatIllegalArgumentException().isThrownBy(made::run).withMessage(message);
  }
}
