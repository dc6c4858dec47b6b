package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Each time that the gateway looks at its clock while the client's link opens. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void aGatewayThatFailsAsTheClientsLinkOpensTellsBothSides(int reading) {
    try (Rig rig = new Rig(runtimes, UnaryOperator.identity(), upstream.uri(""))) {
      RawPeer client = rig.asking("/chat");
      RawPeer behind = rig.keep(upstream.accept());
      String asked = behind.readHead();
      String id = String.valueOf(RawBytes.header(asked, "X-Request-Id"));
      rig.clock().failAfter(reading);
      behind.send(RawBytes.switching(asked));
      assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
      Told.own(1011, "gateway_error", false).check(client, id);
      Told.own(1001, "gateway_error", false).check(behind, id);
      assertThat(rig.clock().failed()).isTrue();
      client.close();
      behind.close();
      rig.await("the session's line", () -> rig.lines().size() == 1);
      assertThat(rig.lines().get(0)).contains(" first=gateway_error by=gateway ");
      nobodyIsThere(rig);
    }
  }

  private static void nobodyIsThere(Rig rig) {
    CompletableFuture<Void> drained = rig.gateway().drain(Duration.ZERO).toCompletableFuture();
    rig.await("the end of a drain", drained::isDone);
  }

  @Test
  void aGatewayThatFailsAtTheVeryEndOfASessionLeavesNothingBehind() {
    URI other = URI.create("ws://127.0.0.1:1");
    try (Rig rig = new Rig(runtimes, UnaryOperator.identity(), upstream.uri(""), other)) {
      Stage stage = rig.open(upstream);
      rig.clock().fail(); // it is looked at to leave the upstream out for a while
      stage.upstream().reset();
      Told.own(1014, "upstream_reset", true).check(stage.client(), stage.id());
      stage.client().close();
      rig.await("the session's line", () -> rig.lines().size() == 1);
      assertThat(rig.clock().failed()).isTrue();
      nobodyIsThere(rig);
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
