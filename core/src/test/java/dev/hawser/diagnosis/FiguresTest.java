package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.SampleEndings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  private final Map<String, String> facts = new HashMap<>();

  @ParameterizedTest
  @CsvSource({
    "PROXY_IDLE, 60000, 24000",
    "PROXY_IDLE, 62500, 25000",
    "PROXY_IDLE, 600000, 25000",
    "PROXY_IDLE, 12345, 4000",
    "PROXY_IDLE, 5000, 2000",
    "PROXY_IDLE, 2000, 800",
    "PROXY_IDLE, 4990, 1900",
    "APP_LEVEL_IDLE, 60000, 24000",
    "MAX_LIFETIME, 60000, 54000",
    "MAX_LIFETIME, 7200000, 6480000",
    "MAX_LIFETIME, 1234, 1100",
  })
  void theIntervalStaysWellBelowTheLimit(Cause cause, long limit, long interval) {
    assertThat(Figures.interval(Duration.ofMillis(limit), cause))
        .isEqualTo(Duration.ofMillis(interval));
  }

  @Test
  void aLimitComesWithItsHeartbeatAndWhoUsuallySetsIt() {
    add(Measure.limit(Duration.ofMinutes(1), 4));
    assertThat(facts)
        .containsEntry("limit", "1 min")
        .containsEntry("losses", "4")
        .containsEntry("interval", "24 s")
        .containsEntry("heartbeat", "ofSeconds(24)")
        .containsEntry("known", " That is a usual limit, as reported for nginx, AWS ALB.")
        .doesNotContainKey("size");
  }

  @Test
  void aShortLimitHasAHeartbeatInMilliseconds() {
    add(Measure.limit(Duration.ofSeconds(2), 3));
    assertThat(facts)
        .containsEntry("heartbeat", "ofMillis(800)")
        .containsEntry("interval", "800 ms")
        .containsEntry("known", "");
  }

  @Test
  void otherFiguresStandAlone() {
    add(Measure.bytes(70_000));
    add(Measure.name("nginx\u001b"));
    add(Measure.count(3));
    assertThat(facts)
        .containsOnly(
            Map.entry("size", "70000 bytes"),
            Map.entry("product", "nginx\\u001b"),
            Map.entry("issuer", "\"nginx\\u001b\""),
            Map.entry("losses", "3"),
            Map.entry("siblings", "3"),
            Map.entry("origins", "3"));
  }

  @Test
  void withoutFiguresThereAreNone() {
    add(Measure.NONE);
    assertThat(facts).isEmpty();
  }

  private void add(Measure measure) {
    Diagnosis diagnosis =
        new Diagnosis(
            Evidence.of(SampleEndings.dropped()),
            Cause.PROXY_IDLE,
            Confidence.LIKELY,
            Remedy.BEAT_FASTER,
            List.of(),
            List.of(),
            measure);
    new Figures(new Spelling(Locale.ENGLISH)).add(diagnosis, facts);
  }
}
