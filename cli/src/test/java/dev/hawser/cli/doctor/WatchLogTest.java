package dev.hawser.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Parting;
import dev.hawser.State;
import dev.hawser.StateChange;
import dev.hawser.cli.Partings;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.doctor.plan.Target;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WatchLogTest {
  private final WatchLog log = new WatchLog(Target.of("ws://a"), Locale.ENGLISH);

  private static StateChange end(Parting parting) {
    return new StateChange(State.OPEN, State.TERMINATED, 0, parting, null);
  }

  @Test
  void whatComesOfTheWatchesOwnCloseIsNoEventOfIt() {
    assertThat(log.opened()).isNotNegative();
    log.over();
    assertThat(log.changed(end(Partings.failed(Fault.CLOSE_TIMEOUT)))).isNull();
    assertThat(log.changed(end(Partings.dropped()))).isNull();
    assertThat(log.opened()).isNegative();
    WatchLog.Summary summary = log.summary();
    assertThat(summary.cause()).isEqualTo("HEALTHY");
    assertThat(summary.losses()).isEmpty();
    assertThat(summary.sessions()).isEqualTo(1);
    assertThat(summary.exitCode()).isZero();
  }

  @Test
  void whatCameBeforeItIsTheVerdict() {
    log.opened();
    assertThat(log.changed(end(Partings.failed(Fault.HEARTBEAT_TIMEOUT)))).isNotNull();
    log.opened();
    log.over();
    log.changed(end(Partings.failed(Fault.CLOSE_TIMEOUT)));
    WatchLog.Summary summary = log.summary();
    assertThat(summary.losses()).hasSize(1);
    assertThat(summary.verdict()).isEqualTo(summary.losses().get(0));
    assertThat(summary.cause()).isNotEqualTo("CLOSE_UNANSWERED");
    assertThat(summary.exitCode()).isEqualTo(16);
  }

  @Test
  void theShareIsOfTheTimeWatchedHoweverLongTheEndTakes() {
    log.opened();
    log.over();
    WatchLog.Summary first = log.summary();
    log.changed(end(Partings.closed(Initiator.USER, dev.hawser.close.CloseCode.NORMAL_CLOSURE)));
    assertThat(log.summary()).isEqualTo(first);
    assertThat(first.share()).isBetween(0.0, 100.0);
    assertThat(first.up()).isLessThanOrEqualTo(first.span());
    assertThat(first.span()).isPositive();
  }
}
