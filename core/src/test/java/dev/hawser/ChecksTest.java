package dev.hawser;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.Verdict;
import dev.hawser.transport.Limits;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksTest {
  private static final long MEMORY = 256 << 20;

  private static List<Caution.Kind> kinds(ClientSettings settings) {
    return Checks.of(settings, MEMORY).stream().map(Caution::kind).toList();
  }

  private static List<Caution.Kind> kinds(Heartbeat heartbeat) {
    return kinds(ClientSettings.DEFAULT.with(copy -> copy.options = copy.options.with(heartbeat)));
  }

  @Test
  void theDefaultsArgueWithNothing() {
    assertThat(Checks.of(ClientSettings.DEFAULT, MEMORY)).isEmpty();
    assertThat(WebSockets.client().check()).isEmpty();
  }

  @Test
  void aHeartbeatThatIsOffOrNotBelowAUsualIdleLimitIsNamed() {
    assertThat(kinds(Heartbeat.OFF)).containsExactly(Caution.Kind.HEARTBEAT_OFF);
    assertThat(kinds(Heartbeat.every(ofSeconds(59)))).isEmpty();
    assertThat(kinds(Heartbeat.every(ofSeconds(60))))
        .containsExactly(Caution.Kind.HEARTBEAT_OVER_IDLE_LIMIT);
    assertThat(kinds(Heartbeat.expectTraffic(ofSeconds(300)))).isEmpty();
  }

  @Test
  void aWaitForThePongOverTheIntervalIsNamed() {
    Heartbeat tight = Heartbeat.every(ofSeconds(10));
    assertThat(kinds(tight.pongWithin(ofSeconds(10)))).isEmpty();
    assertThat(kinds(tight.pongWithin(ofSeconds(11))))
        .containsExactly(Caution.Kind.PONG_OVER_INTERVAL);
    assertThat(kinds(Heartbeat.expectTraffic(ofSeconds(5)))).isEmpty();
  }

  @Test
  void aPolicyThatNeverStopsIsNamed() {
    ClientSettings stubborn =
        ClientSettings.DEFAULT.with(
            copy -> copy.reconnect = (outage, dice) -> new Verdict.Retry(ofSeconds(1), 0, false));
    assertThat(kinds(stubborn)).containsExactly(Caution.Kind.NO_STOP_RULE);
    ClientSettings bounded =
        ClientSettings.DEFAULT.with(
            copy ->
                copy.reconnect =
                    Backoff.fullJitter(ofSeconds(1), ofSeconds(30)).giveUpAfter(ofSeconds(60)));
    assertThat(kinds(bounded)).isEmpty();
  }

  @Test
  void anOutboxOrAMessageThatMemoryDoesNotAllowIsNamed() {
    ClientSettings fits =
        ClientSettings.DEFAULT.with(copy -> copy.outbox = Outbox.DEFAULT.bytes(MEMORY / 2));
    assertThat(kinds(fits)).isEmpty();
    ClientSettings outbox =
        ClientSettings.DEFAULT.with(copy -> copy.outbox = Outbox.DEFAULT.bytes(MEMORY / 2 + 1));
    assertThat(kinds(outbox)).containsExactly(Caution.Kind.OUTBOX_OVER_MEMORY);
    ClientSettings message =
        ClientSettings.DEFAULT.with(
            copy ->
                copy.options =
                    copy.options.with(
                        new Limits(
                            (int) (MEMORY / 4) + 1,
                            Limits.DEFAULT.maxHeader(),
                            Limits.DEFAULT.fragment())));
    assertThat(kinds(message)).containsExactly(Caution.Kind.MESSAGE_OVER_MEMORY);
  }

  @Test
  void saysWhatIsWrongWithTheValues() {
    Caution caution = WebSockets.client().heartbeat(Heartbeat.every(ofSeconds(75))).check().get(0);
    assertThat(caution).hasToString(caution.explain());
    assertThat(caution.explain()).contains("1 min 15 s is not below 1 min,").doesNotContain("{");
    assertThat(caution.explain(Locale.CANADA_FRENCH))
        .startsWith("Le battement de 1 min 15 s n'est pas inférieur à 1 min,");
    assertThat(caution.explain(Locale.GERMAN)).isEqualTo(caution.explain());
  }

  @ParameterizedTest
  @EnumSource(Caution.Kind.class)
  void eachHasATextInBothLanguages(Caution.Kind kind) {
    Caution caution = new Caution(kind, List.of("11", "22"));
    assertThat(caution.explain()).doesNotContain("{").isNotEqualTo(caution.explain(Locale.FRENCH));
    assertThat(caution.explain(Locale.FRENCH)).doesNotContain("{");
  }
}
