package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawFrame;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway that empties itself or goes for good, with sessions open and requests under way. */
abstract class DrainTest {
  private static final UnaryOperator<GatewayOptions> DEFAULT = UnaryOperator.identity();
  private static final Told RESTART = Told.own(1012, "restart", true);
  private static final Told LEAVING = Told.own(1001, "restart", false);
  private static final Told SHUTDOWN = Told.own(1001, "shutdown", false);

  private final RawServer upstream = RawServer.plain(Rig.PATIENCE);
  private final Rig.Runtimes runtimes;

  DrainTest(Rig.Runtimes runtimes) {
    this.runtimes = runtimes;
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  private Rig rig() {
    return new Rig(runtimes, DEFAULT, upstream.uri(""));
  }

  private static CompletableFuture<Void> drain(Rig rig, Duration window) {
    return rig.gateway().drain(window).toCompletableFuture();
  }

  /** A request under way: its upstream was asked and has not answered. */
  private record UnderWay(RawPeer client, RawPeer behind, String asked) {
    String id() {
      return String.valueOf(RawBytes.header(asked, "X-Request-Id"));
    }

    void answered() {
      behind.send(RawBytes.switching(asked));
    }
  }

  private UnderWay underWay(Rig rig) {
    RawPeer client = rig.asking("/chat");
    RawPeer behind = rig.keep(upstream.accept());
    return new UnderWay(client, behind, behind.readHead());
  }

  private static void part(RawPeer client, int toClient, RawPeer behind, int toUpstream) {
    client.sendClose(toClient, "");
    behind.sendClose(toUpstream, "");
    client.close();
    behind.close();
  }

  @Test
  void theEndsAreSpreadOverTheWindowAndTheDrainIsDoneWithTheLast() {
    int count = 4;
    Duration share = Duration.ofSeconds(10);
    try (Rig rig = rig()) {
      Map<Stage, CompletableFuture<RawFrame>> there = new HashMap<>();
      for (int i = 1; i <= count; i++) {
        Stage stage = rig.open(upstream, i);
        there.put(stage, rig.frame(stage.client()));
      }
      CompletableFuture<Void> done = drain(rig, share.multipliedBy(count));
      rig.advance(share.minusNanos(1));
      for (int i = 1; i <= count; i++) {
        rig.await("one that is told", () -> told(there) != null);
        Stage stage = told(there);
        RawFrame close = there.remove(stage).join();
        assertThat(close.closeCode()).isEqualTo(1012);
        assertThat(close.closeText()).isEqualTo("1012 restart id=" + stage.id() + " retry=5");
        LEAVING.check(stage.upstream(), stage.id());
        there.keySet().forEach(DrainTest::goesOn);
        assertThat(done).isNotDone();
        part(stage.client(), 1012, stage.upstream(), 1001);
        int lines = i;
        rig.await("its line", () -> rig.lines().size() == lines);
        rig.advance(share);
      }
      rig.await("the end of the drain", done::isDone);
    }
  }

  @Test
  void aDrainThatFailsOnItsWayTellsTheOthersAtOnce() {
    try (Rig rig = rig()) {
      Stage one = rig.open(upstream, 1);
      Stage other = rig.open(upstream, 2);
      CompletableFuture<Void> done = drain(rig, Duration.ofSeconds(20));
      rig.clock().fail();
      rig.advance(Duration.ofSeconds(20)); // which is before the first Ping of the gateway's
      for (Stage stage : new Stage[] {one, other}) {
        RESTART.check(stage.client(), stage.id());
        LEAVING.check(stage.upstream(), stage.id());
        part(stage.client(), 1012, stage.upstream(), 1001);
      }
      assertThat(rig.clock().failed()).isTrue();
      rig.await("the end of the drain", done::isDone);
    }
  }

  private static Stage told(Map<Stage, CompletableFuture<RawFrame>> there) {
    return there.keySet().stream()
        .filter(stage -> there.get(stage).isDone())
        .findFirst()
        .orElse(null);
  }

  private static void goesOn(Stage stage) {
    stage.client().sendText("still here");
    assertThat(Stage.frame(stage.upstream()).text()).isEqualTo("still here");
  }

  @Test
  void aRequestUnderWayHoldsTheDrainOpenAndItsSessionIsToldToo() {
    try (Rig rig = rig()) {
      UnderWay late = underWay(rig);
      CompletableFuture<Void> done = drain(rig, Duration.ofSeconds(30));
      assertThat(rig.asking("/chat").readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(done).isNotDone();
      late.answered();
      assertThat(late.client().readHead()).startsWith("HTTP/1.1 101 ");
      RESTART.check(late.client(), late.id());
      LEAVING.check(late.behind(), late.id());
      assertThat(done).isNotDone();
      part(late.client(), 1012, late.behind(), 1001);
      rig.await("the end of the drain", done::isDone);
      assertThat(rig.ended()).hasSize(1);
      assertThat(rig.gateway().counters()).isEqualTo(new Counters(0, 0, 0, 1, 1, 0));
    }
  }

  @Test
  void aDrainIsDoneWhenTheRequestUnderWayIsRefused() {
    try (Rig rig = rig()) {
      UnderWay late = underWay(rig);
      CompletableFuture<Void> done = drain(rig, Duration.ofSeconds(30));
      assertThat(rig.asking("/chat").readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(done).isNotDone();
      late.behind().send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
      assertThat(late.client().readHead()).startsWith("HTTP/1.1 401 ");
      rig.await("the end of the drain", done::isDone);
    }
  }

  @Test
  void aDrainIsDoneWhenTheUpstreamOfTheRequestUnderWayIsLost() {
    try (Rig rig = rig()) {
      UnderWay late = underWay(rig);
      CompletableFuture<Void> done = drain(rig, Duration.ofSeconds(30));
      assertThat(rig.asking("/chat").readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(done).isNotDone();
      late.behind().reset();
      assertThat(late.client().readHead()).startsWith("HTTP/1.1 502 ");
      rig.await("the end of the drain", done::isDone);
    }
  }

  @Test
  void aDrainIsDoneWhenTheClientOfTheRequestUnderWayLeft() {
    try (Rig rig = new Rig(runtimes.clients(1), DEFAULT, upstream.uri(""))) {
      UnderWay late = underWay(rig);
      CompletableFuture<Void> done = drain(rig, Duration.ofSeconds(30));
      late.client().reset();
      rig.untilFree();
      assertThat(done).isNotDone();
      late.answered();
      RawFrame close = late.behind().readFrame();
      assertThat(close.closeText()).isEqualTo("1001 client_gone:eof id=" + late.id());
      assertThat(done).isNotDone();
      late.behind().close();
      rig.await("the end of the drain", done::isDone);
      assertThat(rig.ended()).hasSize(1);
    }
  }

  @Test
  void aSessionThatOpensOnceTheGatewayIsClosedIsToldThatItIsForGood() {
    try (Rig rig = rig()) {
      UnderWay late = underWay(rig);
      rig.gateway().close();
      late.answered();
      assertThat(late.client().readHead()).startsWith("HTTP/1.1 101 ");
      SHUTDOWN.check(late.client(), late.id());
      SHUTDOWN.check(late.behind(), late.id());
    }
  }

  @Test
  void aDrainThatIsCutShortIsDoneAllTheSame() {
    try (Rig rig = rig()) {
      Stage stage = rig.open(upstream);
      CompletableFuture<Void> slow = drain(rig, Duration.ofDays(1));
      CompletableFuture<Void> again = drain(rig, Duration.ofDays(1));
      rig.gateway().close();
      SHUTDOWN.check(stage.client(), stage.id());
      SHUTDOWN.check(stage.upstream(), stage.id());
      assertThat(slow).isNotDone();
      part(stage.client(), 1001, stage.upstream(), 1001);
      rig.await("the end of both drains", () -> slow.isDone() && again.isDone());
    }
  }
}
