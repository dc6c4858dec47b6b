package dev.hawser.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.StateChange;
import dev.hawser.cli.Loss;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs short scripts on real sockets. */
@Timeout(300)
class DemoTest {
  /** So patient that it finds nothing by itself, however slow the machine. */
  private static final Heartbeat CALM =
      Heartbeat.every(Duration.ofMinutes(5)).pongWithin(Duration.ofMinutes(5));

  private static final Heartbeat QUICK =
      Heartbeat.every(Duration.ofMillis(150)).pongWithin(Duration.ofMillis(150));

  private static final Demo.Audience NOBODY =
      new Demo.Audience() {
        @Override
        public void changed(StateChange change) {}

        @Override
        public void strikes(int index, Step step) {}

        @Override
        public void told(Step step, Aside aside) {}
      };

  private static DemoResult play(Step... script) throws Exception {
    return playOn("netty", script);
  }

  private static DemoResult playOn(String transport, Step... script) throws Exception {
    return playWith(CALM, transport, script);
  }

  private static DemoResult playWith(Heartbeat heartbeat, String transport, Step... script)
      throws Exception {
    Plan plan =
        new Plan(
            transport,
            heartbeat,
            Backoff.fullJitter(Duration.ofMillis(40), Duration.ofMillis(160))
                .stableAfter(Duration.ofMillis(100)),
            Wait.between(Duration.ofMillis(50), Duration.ofMillis(100)),
            Duration.ofMillis(5),
            Duration.ofSeconds(60),
            List.of(script));
    return new Demo(plan, NOBODY, Locale.ENGLISH).run();
  }

  private static void assertGood(DemoResult result, int steps) {
    assertThat(result.survivedAll(steps)).as("survived: %s", result).isTrue();
    assertThat(result.allAccountedFor()).as("accounted for: %s", result).isTrue();
    assertThat(result.endedWell()).as("ended with 1000: %s", result).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"netty", "vertx", "tyrus"})
  void survivesTheStandardScriptWithEveryNumberAccountedFor(String transport) throws Exception {
    List<Step> script = new ArrayList<>(Step.standardScript());
    script.remove(Step.SILENT); // takes a quick heartbeat, which on a busy machine finds more
    DemoResult result = playOn(transport, script.toArray(Step[]::new));
    assertGood(result, 10);
    assertThat(result.faults().stream().map(fault -> fault.seen().code().value()))
        .containsExactly(1006, 1006, 1006, 1012, 1014, 1013, 1012, 3000, 1006, 1008);
    assertThat(result.faults().get(2).seen().answered()).isEqualTo(503);
    assertThat(result.faults().stream().map(fault -> fault.seen().cause()))
        .containsExactly(
            "BACKEND_CRASH",
            "FIN_WITHOUT_CLOSE",
            "OVERLOAD",
            "SERVICE_RESTART",
            "BACKEND_DOWN",
            "FLAPPING",
            "SERVICE_RESTART",
            "AUTH",
            "OVERLOAD",
            "LOCAL_STALL");
  }

  @Test
  void aHerdIsRefusedWhileThereIsNoRoomAndAllOfItComesInThen() throws Exception {
    DemoResult result = play(Step.OVERLOAD);
    assertGood(result, 1);
    assertThat(seen(result, 0).answered()).isEqualTo(503);
    Map<String, Long> herd = others(result, 0);
    assertThat(herd).containsEntry("clients", 200L).containsEntry("opened", 200L);
    assertThat(herd.get("refusals")).isPositive();
  }

  @Test
  void aSlowConsumerCostsTheServerABoundedMemoryAndEveryMessageForItHasAnOutcome()
      throws Exception {
    DemoResult result = play(Step.SLOW_CONSUMER);
    assertGood(result, 1);
    Map<String, Long> slow = others(result, 0);
    assertThat(slow.get("mostWaitingKiB")).isBetween(1L, 256L);
    assertThat(slow.get("dropped")).isGreaterThanOrEqualTo(11);
    assertThat(slow.get("written") + slow.get("dropped") + slow.get("unknown"))
        .isEqualTo(slow.get("messages"));
    assertThat(seen(result, 0).explanation()).contains("reads too slowly");
  }

  @Test
  void aDrainIsWaitedOutForAsLongAsItAsks() throws Exception {
    DemoResult result = play(Step.DRAIN);
    assertGood(result, 1);
    assertThat(result.faults().get(0).backMs()).isGreaterThanOrEqualTo(1_000);
  }

  @Test
  void anExpiredTokenIsRenewedAndTheOldOneNotTriedAgain() throws Exception {
    DemoResult result = play(Step.CREDENTIALS, Step.CREDENTIALS);
    assertGood(result, 2);
    assertThat(result.faults()).allMatch(fault -> fault.attempts() == 1);
  }

  @ParameterizedTest
  @CsvSource({"netty, vertx", "vertx, netty", "tyrus, netty"})
  void survivesTheSecondActThroughAGatewayOnAnotherTransport(String transport, String gateway)
      throws Exception {
    Plan plan =
        new Plan(
            transport,
            CALM,
            Backoff.fullJitter(Duration.ofMillis(40), Duration.ofMillis(160))
                .stableAfter(Duration.ofMillis(100)),
            Wait.between(Duration.ofMillis(50), Duration.ofMillis(100)),
            Duration.ofMillis(5),
            Duration.ofSeconds(60),
            List.of());
    DemoResult result = new Demo(plan.through(gateway), NOBODY, Locale.ENGLISH).run();
    assertGood(result, 4);
    assertThat(result.faults().stream().map(fault -> fault.seen().number()))
        .containsExactly("1014", "HTTP 502", "HTTP 504", "1012");
    assertThat(seen(result, 0).explanation()).contains("upstream_reset");
  }

  @Test
  void whatTheResetSwallowedIsInDoubtAndArrivesByResend() throws Exception {
    DemoResult result = play(Step.RST);
    assertGood(result, 1);
    assertThat(result.outcomes().inDoubt() + result.outcomes().unknown()).isGreaterThanOrEqualTo(5);
    assertThat(result.outcomes().resent()).isGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"netty", "vertx", "tyrus"})
  void aSilentPathIsFoundByTheHeartbeat(String transport) throws Exception {
    DemoResult result = playWith(QUICK, transport, Step.SILENT);
    assertGood(result, 1);
    assertThat(seen(result, 0).code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
    assertThat(cause(result, 0)).isEqualTo("PATH_DEAD");
  }

  @Test
  void aRefusalIsObeyedForAsLongAsItAsks() throws Exception {
    DemoResult result = play(Step.REFUSED);
    assertGood(result, 1);
    assertThat(result.faults().get(0).attempts()).isEqualTo(2);
    assertThat(result.faults().get(0).backMs()).isGreaterThanOrEqualTo(1_000);
  }

  @Test
  void flappingTakesOneDialForEachTimeTheServerCloses() throws Exception {
    Step flapping =
        new Step(
            "flapping", scene -> scene.flap(CloseReason.of(CloseCode.TRY_AGAIN_LATER, "busy"), 3));
    DemoResult result = play(flapping);
    assertGood(result, 1);
    assertThat(result.faults().get(0).attempts()).isEqualTo(4);
  }

  @Test
  void explanationsFollowTheFaultsAndNotTheScript() throws Exception {
    DemoResult one = play(Step.RST, Step.BAD_GATEWAY);
    DemoResult other = play(Step.BAD_GATEWAY, Step.RST);
    assertGood(one, 2);
    assertGood(other, 2);
    assertThat(cause(one, 0)).isEqualTo(cause(other, 1)).isNotEqualTo(cause(one, 1));
    assertThat(cause(one, 1)).isEqualTo(cause(other, 0));
    assertThat(seen(one, 0).code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
    assertThat(seen(other, 0).code()).isEqualTo(CloseCode.BAD_GATEWAY);
    assertThat(seen(one, 1).explanation()).isNotEqualTo(seen(one, 0).explanation());
  }

  @Test
  void aFaultThatDoesNothingIsReportedAsNotNoticed() throws Exception {
    Plan impatient =
        new Plan(
            "netty",
            Heartbeat.OFF,
            Backoff.standard().stableAfter(Duration.ofMillis(10)),
            Wait.between(Duration.ZERO, Duration.ZERO),
            Duration.ofMillis(5),
            Duration.ofMillis(500),
            List.of(new Step("nothing", scene -> {}), Step.RST));
    DemoResult result = new Demo(impatient, NOBODY, Locale.ENGLISH).run();
    assertThat(result.faults()).hasSize(1);
    assertThat(result.survivedAll(2)).isFalse();
  }

  private static Map<String, Long> others(DemoResult result, int index) {
    Aside aside = result.faults().get(index).aside();
    assertThat(aside).isNotNull();
    return aside.figures();
  }

  private static Loss seen(DemoResult result, int index) {
    Loss loss = result.faults().get(index).seen();
    assertThat(loss).isNotNull();
    return loss;
  }

  private static String cause(DemoResult result, int index) {
    return seen(result, index).cause();
  }
}
