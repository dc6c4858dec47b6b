package dev.hawser.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.cli.Paint;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WatchTextTest {
  private static String note(Locale locale, boolean heartbeat) {
    WatchText text = new WatchText(new Paint(false, 80), locale);
    return String.join(" ", text.unanswered(heartbeat));
  }

  @Test
  void aHeartbeatIsRecommendedOnlyWhereThereWasNone() {
    assertThat(note(Locale.ENGLISH, false)).contains("not answered", "(--heartbeat would tell)");
    assertThat(note(Locale.ENGLISH, true))
        .contains("not answered", "after the last answer to a heartbeat")
        .doesNotContain("--heartbeat");
    assertThat(note(Locale.FRENCH, false)).contains("sans réponse", "(--heartbeat le dirait)");
    assertThat(note(Locale.FRENCH, true))
        .contains("sans réponse", "après la dernière réponse à un battement")
        .doesNotContain("--heartbeat");
  }
}
