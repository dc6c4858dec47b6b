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
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs short scripts on real sockets. */
@Timeout(60)
class DemoTest {
  private static final Demo.Audience NOBODY =
      new Demo.Audience() {
        @Override
        public void changed(StateChange change) {}

        @Override
        public void strikes(int index, Step step) {}
      };

  private static DemoResult play(Step... script) throws Exception {
    return playOn("netty", script);
  }

  private static DemoResult playOn(String transport, Step... script) throws Exception {
    Plan plan =
        new Plan(
            transport,
            Heartbeat.every(Duration.ofMillis(150)).pongWithin(Duration.ofMillis(150)),
            Backoff.fullJitter(Duration.ofMillis(40), Duration.ofMillis(160))
                .stableAfter(Duration.ofMillis(100)),
            Wait.between(Duration.ofMillis(50), Duration.ofMillis(100)),
            Duration.ofMillis(5),
            Duration.ofSeconds(15),
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
    DemoResult result = playOn(transport, Step.standardScript().toArray(Step[]::new));
    assertGood(result, 7);
    assertThat(result.faults().stream().map(fault -> fault.seen().code().value()))
        .containsExactly(1006, 1006, 1006, 1006, 1012, 1014, 1013);
    assertThat(result.faults().get(3).seen().answered()).isEqualTo(503);
    assertThat(result.faults().stream().map(fault -> fault.seen().cause()))
        .containsExactly(
            "BACKEND_CRASH",
            "FIN_WITHOUT_CLOSE",
            "PATH_DEAD",
            "OVERLOAD",
            "SERVICE_RESTART",
            "BACKEND_DOWN",
            "FLAPPING");
  }

  @ParameterizedTest
  @CsvSource({"netty, vertx", "vertx, netty", "tyrus, netty"})
  void survivesTheSecondActThroughAGatewayOnAnotherTransport(String transport, String gateway)
      throws Exception {
    Plan plan =
        new Plan(
            transport,
            Heartbeat.every(Duration.ofSeconds(2)),
            Backoff.fullJitter(Duration.ofMillis(40), Duration.ofMillis(160))
                .stableAfter(Duration.ofMillis(100)),
            Wait.between(Duration.ofMillis(50), Duration.ofMillis(100)),
            Duration.ofMillis(5),
            Duration.ofSeconds(15),
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

  @Test
  void aSilentPathIsFoundByTheHeartbeatAndNotBefore() throws Exception {
    DemoResult result = play(Step.SILENT);
    assertGood(result, 1);
    assertThat(result.faults().get(0).noticedMs()).isBetween(150L, 3_000L);
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

  private static Loss seen(DemoResult result, int index) {
    Loss loss = result.faults().get(index).seen();
    assertThat(loss).isNotNull();
    return loss;
  }

  private static String cause(DemoResult result, int index) {
    return seen(result, index).cause();
  }
}
