package dev.hawser.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Parting;
import dev.hawser.State;
import dev.hawser.StateChange;
import dev.hawser.Tally;
import dev.hawser.cli.Loss;
import dev.hawser.cli.Paint;
import dev.hawser.cli.Partings;
import dev.hawser.cli.Words;
import dev.hawser.close.CloseCode;
import dev.hawser.close.Initiator;
import dev.hawser.close.Unreachability;
import dev.hawser.reconnect.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineTest {
  private static final Plan PLAN = Plan.standard("netty");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Timeline timeline =
      new Timeline(
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          new Paint(false, 80),
          new Words(Locale.ENGLISH),
          PLAN);

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).replace('\u00a0', ' ').lines().toList();
  }

  @Test
  void theFirstLineNamesEveryOptionOfTheClient() {
    timeline.opening();
    assertThat(String.join(" ", lines()).strip())
        .isEqualTo(
            "hawser demo on netty: heartbeat 1 s/1 s, restart delay 0.5-1.5 s,"
                + " backoff 0.5-4 s, stable after 2 s");
  }

  @Test
  void aLossIsShownWithItsCodeItsWaitAndTheWindowOfTheWait() {
    timeline.changed(
        new StateChange(
            State.OPEN,
            State.WAITING,
            3,
            Partings.closed(Initiator.PEER, CloseCode.BAD_GATEWAY),
            new Verdict.Retry(Duration.ofMillis(1_730), 0, false)));
    assertThat(lines().get(0)).contains("lost", "1014 Bad Gateway");
    assertThat(lines()).last().asString().contains("waiting", "1.73 s, of at most 2.00 s");
  }

  @Test
  void aWaitThatTheServerAskedForHasNoWindow() {
    timeline.changed(
        new StateChange(
            State.CONNECTING,
            State.WAITING,
            1,
            Partings.refused(503),
            new Verdict.Retry(Duration.ofMillis(1_100), 0, false)));
    assertThat(lines().get(0)).contains("HTTP 503");
    assertThat(lines()).last().asString().endsWith("1.10 s");
  }

  @Test
  void aCauseIsToldOnceForEachFault() {
    StateChange again =
        new StateChange(
            State.OPEN,
            State.WAITING,
            1,
            Partings.closed(Initiator.PEER, CloseCode.TRY_AGAIN_LATER),
            new Verdict.Retry(Duration.ofMillis(20), 0, false));
    timeline.strikes(6, Step.FLAPPING);
    timeline.changed(again);
    timeline.changed(again);
    assertThat(String.join("\n", lines())).containsOnlyOnce("Cause:");
    timeline.strikes(6, Step.FLAPPING);
    timeline.changed(again);
    assertThat(lines()).filteredOn(line -> line.contains("Cause:")).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTING", "PREPARING"})
  void aSessionThatEndedBeforeItWasReadyIsShownOpenBeforeItIsLost(State early) {
    Parting closed = Partings.closed(Initiator.PEER, CloseCode.TRY_AGAIN_LATER);
    Verdict.Retry retry = new Verdict.Retry(Duration.ofMillis(20), 0, false);
    timeline.changed(new StateChange(State.WAITING, State.CONNECTING, 1, null, null));
    timeline.changed(new StateChange(early, State.WAITING, 1, closed, retry));
    timeline.changed(new StateChange(State.CONNECTING, State.OPEN, 2, null, null));
    assertThat(lines().get(0)).contains("connecting");
    assertThat(lines().get(1)).contains("open", "session 1, which ended before it was ready");
    assertThat(lines().get(2)).contains("lost", "1013 Try Again Later");
    assertThat(lines()).last().asString().endsWith("session 2");
  }

  @Test
  void anAttemptThatNeverOpenedIsNotShownOpen() {
    timeline.changed(
        new StateChange(State.CONNECTING, State.WAITING, 1, Partings.refused(503), null));
    assertThat(lines()).noneMatch(line -> line.contains("session"));
  }

  @Test
  void whatNeverOpenedWasRefusedOrFailedAndOnlyWhatWasOpenIsLost() {
    List.of(
            Partings.refused(503),
            Partings.unreachable(Unreachability.CONNECTION_REFUSED),
            Partings.unreachable(Unreachability.CONNECT_TIMEOUT))
        .forEach(
            parting ->
                timeline.changed(
                    new StateChange(State.CONNECTING, State.WAITING, 1, parting, null)));
    assertThat(lines())
        .filteredOn(line -> line.matches(" *[0-9.]+ s  \\S.*"))
        .extracting(line -> line.strip().split(" +")[2])
        .containsExactly("refused", "refused", "failed");
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    for (int i = 0; i < PLAN.script().size(); i++) {
      timeline.strikes(i, PLAN.script().get(i));
    }
    timeline.told(Step.SLOW_CONSUMER, slow(true));
    timeline.closing(result(new FaultReport("flapping", loss(), 3, 12_345, 12)));
    assertThat(lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void theTableSaysOfEachFaultWhatWasSeenAndHowLongItTook() {
    timeline.closing(result(new FaultReport("silent", loss(), 2_012, 2_345, 1)));
    assertThat(lines().get(1).split(" +"))
        .containsExactly("fault", "seen", "noticed", "back", "attempts");
    assertThat(lines().get(2)).matches("silent +1006 · .*");
    assertThat(lines().get(2)).endsWith("  2.01 s   2.35 s        1");
  }

  @Test
  void whatCameOfOthersIsToldWithItsFigures() {
    timeline.told(Step.SLOW_CONSUMER, slow(true));
    assertThat(String.join(" ", lines()).replaceAll(" +", " "))
        .contains("1,250 messages", "1,239 written, 11 dropped, 0 unknown", "more than 250 KiB");
  }

  private static Aside slow(boolean good) {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("messages", 1_250L);
    figures.put("written", 1_239L);
    figures.put("dropped", 11L);
    figures.put("unknown", 0L);
    figures.put("mostWaitingKiB", 250L);
    return new Aside(figures, good);
  }

  @Test
  void aFaultThatWasNotSurvivedIsNotPraised() {
    timeline.closing(result(new FaultReport("rst", null, -1, -1, 0)));
    assertThat(lines().get(2)).contains("nothing", "never");
    assertThat(String.join("\n", lines()))
        .contains("A fault was not survived.")
        .doesNotContain("faults survived,");
  }

  private static Loss loss() {
    return Loss.of(Partings.dropped(), Locale.ENGLISH);
  }

  private static DemoResult result(FaultReport report) {
    return new DemoResult(
        "netty", 2_001, 2_001, new Tally(2_001, 0, 0, 120, 120, 0), List.of(report), null);
  }
}
