package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.RawServer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Table (b) on the wire: raw peers on both sides, every row. */
abstract class AfterTheUpgradeTest {
  private final RawServer upstream = RawServer.plain(Rig.PATIENCE);
  private final Rig.Runtimes runtimes;

  AfterTheUpgradeTest(Rig.Runtimes runtimes) {
    this.runtimes = runtimes;
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  static List<AfterRow> rows() {
    return AfterRow.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void eitherSideIsToldHowTheOtherEnded(AfterRow row) {
    try (RawServer server = row.server();
        Rig rig = new Rig(runtimes, row.settings(), server.uri(""))) {
      Stage stage = rig.open(server);
      row.act().accept(stage);
      row.client().check(stage.client(), stage.id());
      row.upstream().check(stage.upstream(), stage.id());
      stage.client().close();
      stage.upstream().close();
      rig.await("the session's line", () -> rig.lines().size() == 1);
      assertThat(rig.lines().get(0)).startsWith("session id=" + stage.id() + " route=/chat");
      assertThat(rig.gateway().counters().sessions()).isZero();
      assertThat(rig.gateway().counters().queuedBytes()).isZero();
    }
  }

  @Test
  void theFirstCauseWins() {
    try (Rig rig = new Rig(runtimes, UnaryOperator.identity(), upstream.uri(""))) {
      Stage stage = rig.open(upstream);
      stage.upstream().reset();
      Told.own(1014, "upstream_reset", true).check(stage.client(), stage.id());
      stage.client().sendClose(4000, "late");
      rig.gateway().close();
      stage.client().close();
      rig.await("the session's line", () -> rig.lines().size() == 1);
      assertThat(rig.lines().get(0)).contains(" first=upstream_reset by=upstream client=1014/");
    }
  }

  @Test
  void aClientThatDoesNotKnow1014IsTold1011WithTheSameText() {
    UnaryOperator<GatewayOptions> compatible = o -> o.with(CloseCodePolicy.COMPAT_1011);
    try (Rig rig = new Rig(runtimes, compatible, upstream.uri(""))) {
      Stage stage = rig.open(upstream);
      stage.upstream().fin();
      Told.same(1011, "1014 upstream_eof id=" + stage.id() + " retry=5")
          .check(stage.client(), stage.id());
    }
  }
}
