package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseFrames;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.Timeline;
import dev.hawser.close.Traffic;
import dev.hawser.close.TransportEnd;
import dev.hawser.gateway.parting.FirstCause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final FirstCause CAUSE =
      new FirstCause(FirstCause.Party.UPSTREAM, "upstream_reset", null, null);

  private final List<String> lines = new ArrayList<>();
  private final Journal journal = new Journal("8f3a2c", "/chat", "ws://in:81", lines::add);

  private static Ending client() {
    Traffic traffic =
        new Traffic(100, 2_000, 3, 40, Duration.ZERO, Duration.ZERO, 0, 0, null, List.of());
    Timeline lived =
        new Timeline(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(9),
            Duration.ofMillis(1_200),
            Duration.ofMillis(34));
    LinkFacts facts =
        LinkFacts.bare(Role.SERVER, Phase.CLOSING)
            .with(traffic)
            .with(lived)
            .with(CloseFrames.none(TransportEnd.FIN, false));
    CloseReason told = CloseReason.of(CloseCode.BAD_GATEWAY, "1014 upstream_reset id=8f3a2c");
    return new Ending.Closed(Initiator.USER, told, facts);
  }

  private static Ending upstream() {
    CloseFrames reset = CloseFrames.none(TransportEnd.RST, false);
    return new Ending.Dropped(LinkFacts.bare(Role.CLIENT, Phase.OPEN).with(reset));
  }

  @Test
  void aSessionIsOneLine() {
    journal.ended(CAUSE, client(), upstream());
    assertThat(lines)
        .containsExactly(
            "session id=8f3a2c route=/chat upstream=ws://in:81 first=upstream_reset by=upstream"
                + " client=1014/FIN upstream-end=1006/RST in=3/100 out=40/2000 age=1234ms");
  }

  @Test
  void aRequestWithoutASessionIsOneLine() {
    journal.refused("connection_refused", 502, "Connection refused");
    journal.refused("connection_limit_reached", 503, "");
    assertThat(lines)
        .containsExactly(
            "refused id=8f3a2c route=/chat upstream=ws://in:81 first=connection_refused status=502"
                + " because=Connection refused",
            "refused id=8f3a2c route=/chat upstream=ws://in:81 first=connection_limit_reached"
                + " status=503");
  }

  @Test
  void aSideThatNeverEndedIsADash() {
    journal.ended(CAUSE, null, null);
    assertThat(lines.get(0)).endsWith(" client=- upstream-end=- in=0/0 out=0/0 age=0ms");
  }

  @Test
  void aSessionIsAnEventOfTheFlightRecorder(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("gateway.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("dev.hawser.gateway.Session");
      recording.start();
      journal.ended(CAUSE, client(), upstream());
      recording.stop();
      recording.dump(file);
    }
    assertThat(Files.size(file)).isPositive();
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("dev.hawser.gateway.Session"))
            .toList();
    assertThat(events).hasSize(1);
    RecordedEvent event = events.get(0);
    assertThat(event.getString("id")).isEqualTo("8f3a2c");
    assertThat(event.getString("route")).isEqualTo("/chat");
    assertThat(event.getString("upstream")).isEqualTo("ws://in:81");
    assertThat(event.getString("firstCause")).isEqualTo("upstream_reset");
    assertThat(event.getString("by")).isEqualTo("upstream");
    assertThat(event.getInt("clientCode")).isEqualTo(1014);
    assertThat(event.getInt("upstreamCode")).isEqualTo(1006);
    assertThat(event.getLong("bytesIn")).isEqualTo(100);
    assertThat(event.getLong("bytesOut")).isEqualTo(2_000);
    assertThat(event.getDuration("age")).isEqualTo(Duration.ofMillis(1_234));
  }
}
