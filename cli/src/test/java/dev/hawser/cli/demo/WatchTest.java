package dev.hawser.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Parting;
import dev.hawser.State;
import dev.hawser.StateChange;
import dev.hawser.cli.Partings;
import dev.hawser.close.CloseCode;
import dev.hawser.close.Initiator;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration NO_PATIENCE = Duration.ofMillis(1);

  private final Watch watch = new Watch(Locale.ENGLISH);

  private void goes(State from, State to) {
    watch.changed(new StateChange(from, to, 1, null, null));
  }

  private void loses(Parting parting) {
    watch.changed(new StateChange(State.OPEN, State.WAITING, 1, parting, null));
  }

  private static Step step(String name) {
    return new Step(name, scene -> {});
  }

  private void opens() {
    goes(State.QUEUED, State.CONNECTING);
    goes(State.CONNECTING, State.OPEN);
  }

  @Test
  void isStableOnlyOnceASessionHasBeenOpenForSoLong() throws Exception {
    assertThat(watch.awaitStable(Duration.ZERO, NO_PATIENCE)).isFalse();
    opens();
    assertThat(watch.awaitStable(Duration.ofSeconds(5), NO_PATIENCE)).isFalse();
    assertThat(watch.awaitStable(Duration.ofMillis(1), PATIENCE)).isTrue();
  }

  @Test
  void reportsTheFirstLossAndTheLastReturnAndCountsTheDials() throws Exception {
    opens();
    watch.strike();
    loses(Partings.closed(Initiator.PEER, CloseCode.TRY_AGAIN_LATER));
    opens();
    loses(Partings.dropped());
    opens();
    FaultReport report = watch.report(step("two"), Duration.ofMillis(1), PATIENCE);
    assertThat(report.name()).isEqualTo("two");
    assertThat(report.seen().code()).isEqualTo(CloseCode.TRY_AGAIN_LATER);
    assertThat(report.attempts()).isEqualTo(2);
    assertThat(report.noticedMs()).isBetween(0L, report.backMs());
    assertThat(report.survived()).isTrue();
  }

  @Test
  void reportsTheLastLossOfAFaultThatOnlyItTells() throws Exception {
    opens();
    watch.strike();
    loses(Partings.closed(Initiator.PEER, CloseCode.TRY_AGAIN_LATER));
    loses(Partings.dropped());
    opens();
    Step flapping = new Step("flapping", scene -> {}, Step.Telling.LAST);
    FaultReport report = watch.report(flapping, Duration.ofMillis(1), PATIENCE);
    assertThat(report.seen().code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
  }

  @Test
  void aFaultThatNobodyNoticedIsNotSurvived() throws Exception {
    opens();
    watch.strike();
    FaultReport report = watch.report(step("nothing"), Duration.ZERO, NO_PATIENCE);
    assertThat(report.seen()).isNull();
    assertThat(report.noticedMs()).isEqualTo(-1);
    assertThat(report.survived()).isFalse();
  }

  @Test
  void aLossWithoutAReturnIsNotSurvived() throws Exception {
    opens();
    watch.strike();
    loses(Partings.dropped());
    FaultReport report = watch.report(step("lost"), Duration.ZERO, NO_PATIENCE);
    assertThat(report.seen()).isNotNull();
    assertThat(report.backMs()).isEqualTo(-1);
    assertThat(report.survived()).isFalse();
  }

  @Test
  void waitsNoLongerForAConnectionThatIsOver() throws Exception {
    opens();
    watch.strike();
    watch.changed(new StateChange(State.OPEN, State.TERMINATED, 1, Partings.refused(401), null));
    assertThat(watch.report(step("over"), Duration.ZERO, Duration.ofDays(1)).survived()).isFalse();
  }

  @Test
  void anEndThatTheUserAskedForIsNoLoss() throws Exception {
    opens();
    watch.strike();
    loses(Partings.closed(Initiator.USER, CloseCode.NORMAL_CLOSURE));
    loses(Partings.refused(503));
    opens();
    FaultReport report = watch.report(step("refused"), Duration.ZERO, PATIENCE);
    assertThat(report.seen().answered()).isEqualTo(503);
  }
}
