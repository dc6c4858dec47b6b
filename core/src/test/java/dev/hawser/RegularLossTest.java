package dev.hawser;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.Confidence;
import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Losses that repeat are recognised while the connection lives on. */
class RegularLossTest {
  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<Parting> partings = new ArrayList<>();
  private final List<StateChange> changes = new ArrayList<>();

  @Test
  void afterThreeCutsAtTheSameSilenceThePartingNamesTheLimitAndTheHeartbeat() {
    Connection connection = connect("ws://quotes.example/feed");
    for (Duration busy : List.of(ofSeconds(42), ofSeconds(6), ofSeconds(90))) {
      live(busy, ofSeconds(3));
      time.advance(ofSeconds(60));
      cut();
    }
    assertThat(partings.get(0).diagnosis().confidence()).isNotEqualTo(Confidence.LIKELY);
    assertThat(partings.get(1).diagnosis().confidence()).isNotEqualTo(Confidence.LIKELY);
    Parting third = partings.get(2);
    assertThat(third.diagnosis().cause()).isEqualTo(Cause.PROXY_IDLE);
    assertThat(third.diagnosis().confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(third.diagnosis().measure().limit()).isEqualTo(ofSeconds(60));
    assertThat(third.explain())
        .contains("a limit on silence of 1 min on the way: the last 3 losses")
        .contains("Heartbeat.every(ofSeconds(24))");
    assertThat(third.explain(Locale.FRENCH)).contains("un délai d'inactivité de 1 min");
    assertThat(lastLoss().explain()).isEqualTo(third.explain());
    end(connection);
  }

  @Test
  void aFixedAgeIsToldApartFromAFixedSilence() {
    Connection connection = connect("ws://quotes.example/feed");
    for (Duration rhythm : List.of(ofSeconds(3), ofSeconds(7), ofSeconds(4))) {
      live(ofSeconds(60), rhythm);
      cut();
    }
    Parting third = partings.get(2);
    assertThat(third.diagnosis().cause()).isEqualTo(Cause.MAX_LIFETIME);
    assertThat(third.explain()).contains("a limit of 1 min on the age of a connection");
    end(connection);
  }

  @Test
  void aLinkThatWasSilentFromItsStartFitsBoth() {
    Connection connection = connect("ws://quotes.example/feed");
    for (int i = 0; i < 3; i++) {
      time.advance(ofSeconds(20));
      cut();
    }
    assertThat(partings.get(2).diagnosis().cause()).isEqualTo(Cause.PROXY_IDLE);
    assertThat(partings.get(2).diagnosis().confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(partings.get(2).diagnosis().alternatives()).containsExactly(Cause.MAX_LIFETIME);
    end(connection);
  }

  @Test
  void irregularLossesStayUnknown() {
    Connection connection = connect("ws://quotes.example/feed");
    for (int seconds : new int[] {41, 7, 23, 190, 3}) {
      live(ofSeconds(2 * seconds), ofSeconds(1));
      time.advance(ofSeconds(seconds));
      cut();
    }
    assertThat(partings).hasSize(5);
    assertThat(partings)
        .allSatisfy(
            parting -> assertThat(parting.diagnosis().confidence()).isEqualTo(Confidence.UNKNOWN));
    end(connection);
  }

  @Test
  void connectionsToOneOriginLearnFromEachOther() {
    List<Connection> three = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      three.add(connect("ws://quotes.example/" + i));
    }
    for (int i = 0; i < 3; i++) {
      transport.links().get(i).drop();
    }
    time.settle();
    assertThat(partings.get(2).diagnosis().cause()).isEqualTo(Cause.BACKEND_RESTART_OR_CRASH);
    assertThat(partings.get(2).diagnosis().alternatives())
        .containsExactly(Cause.PROXY_RELOAD_OR_EDGE_RESTART);
    three.forEach(this::end);
  }

  @Test
  void lossesAtSeveralOriginsAtOncePointToThisSide() {
    List<Connection> three = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      three.add(connect("ws://" + i + ".example/"));
    }
    for (int i = 0; i < 3; i++) {
      transport.links().get(i).drop();
    }
    time.settle();
    assertThat(partings.get(0).diagnosis().cause()).isEqualTo(Cause.BACKEND_CRASH);
    assertThat(partings.get(2).diagnosis().cause()).isEqualTo(Cause.NETWORK_CHANGE);
    three.forEach(this::end);
  }

  @Test
  void anotherOriginsLossesAreNotMixedIn() {
    Connection one = connect("ws://one.example/");
    Connection two = connect("ws://two.example/");
    for (int i = 0; i < 2; i++) {
      time.advance(ofSeconds(20));
      transport.links().get(2 * i).drop();
      time.advance(ofSeconds(5));
      transport.links().get(2 * i + 1).drop();
      time.advance(ofMillis(100));
      transport.links().subList(2 * i + 2, 2 * i + 4).forEach(link -> link.accept());
      time.settle();
    }
    assertThat(partings)
        .allSatisfy(
            parting ->
                assertThat(parting.diagnosis().evidence().history().losses().size())
                    .isLessThanOrEqualTo(2));
    end(one);
    end(two);
  }

  private Connection connect(String url) {
    Connection connection =
        transport
            .client()
            .endpoint(url)
            .reconnect((outage, dice) -> new Verdict.Retry(ofMillis(100), 0, false))
            .onText((session, text) -> {})
            .onEnd((session, parting) -> partings.add(parting))
            .onState(changes::add)
            .connect();
    time.settle();
    transport.last().accept();
    time.settle();
    return connection;
  }

  /** Lets messages come in that rhythm for so long, the last of them at the end at the latest. */
  private void live(Duration total, Duration rhythm) {
    Duration left = total;
    while (left.compareTo(rhythm) >= 0) {
      time.advance(rhythm);
      transport.last().text("tick");
      time.settle();
      left = left.minus(rhythm);
    }
    time.advance(left);
  }

  private void cut() {
    transport.last().drop();
    time.settle();
    time.advance(ofMillis(100));
    transport.last().accept();
    time.settle();
  }

  private Parting lastLoss() {
    Parting last = null;
    for (StateChange change : changes) {
      last = change.parting() == null ? last : change.parting();
    }
    assertThat(last).isNotNull();
    return last;
  }

  private void end(Connection connection) {
    connection.close();
    time.settle();
  }
}
