package dev.hawser.cli.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.gateway.Counters;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiveLineTest {
  private static final Counters NOW = new Counters(3, 1, 2_100, 120, 2, 0);
  private static final String WORDS = "3 open, 1 opening, 2 KiB queued, 120 served, 2 refused";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream to = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void aTerminalShowsCountersUnderTheLog() {
    LiveLine live = new LiveLine(to, true);
    live.show(NOW);
    live.line("session 1");
    assertThat(written()).isEqualTo("\r\u001b[K" + WORDS + "\r\u001b[Ksession 1\n" + WORDS);
  }

  @Test
  void aFileGetsTheLogAlone() {
    LiveLine live = new LiveLine(to, false);
    live.show(NOW);
    live.line("session 1");
    assertThat(written()).isEqualTo("session 1\n");
  }
}
