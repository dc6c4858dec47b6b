package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.TransportEnd;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EndNotesTest {
  private static final CloseReason LEAVING = CloseReason.of(CloseCode.GOING_AWAY);
  private static final CloseReason DONE = CloseReason.of(CloseCode.NORMAL_CLOSURE);

  private final EndNotes notes = new EndNotes();

  @Test
  void theEndBeginsOnce() {
    assertThat(notes.began(7)).isEqualTo(7);
    notes.begin(8);
    notes.begin(9);
    assertThat(notes.began(10)).isEqualTo(8);
  }

  @Test
  void theFirstExceptionCounts() {
    IOException first = new IOException("first");
    assertThat(notes.exception()).isNull();
    notes.thrown(null);
    notes.thrown(first);
    notes.thrown(new IOException("second"));
    assertThat(notes.exception()).isSameAs(first);
  }

  @Test
  void whoClosedFirstIsRemembered() {
    notes.sent(DONE);
    notes.received(LEAVING);
    notes.received(DONE);
    assertThat(notes.frames(false).received()).isEqualTo(LEAVING);
    assertThat(notes.frames(false).sent()).isEqualTo(DONE);
    assertThat(notes.frames(false).sentFirst()).isTrue();

    EndNotes answering = new EndNotes();
    answering.received(LEAVING);
    answering.sent(LEAVING);
    assertThat(answering.frames(false).sentFirst()).isFalse();
  }

  @Test
  void theFirstReportOfTheTransportCounts() {
    assertThat(notes.frames(true).transportEnd()).isEqualTo(TransportEnd.UNSEEN);
    assertThat(notes.frames(true).midFrame()).isTrue();
    notes.ended(TransportEnd.FIN);
    notes.ended(TransportEnd.RST);
    notes.alerted(40);
    assertThat(notes.frames(false).transportEnd()).isEqualTo(TransportEnd.FIN);
    assertThat(notes.frames(false).tlsAlert()).isEqualTo(-1);

    EndNotes alerted = new EndNotes();
    alerted.alerted(48);
    alerted.ended(TransportEnd.FIN);
    assertThat(alerted.frames(false).transportEnd()).isEqualTo(TransportEnd.TLS_ALERT);
    assertThat(alerted.frames(false).tlsAlert()).isEqualTo(48);
  }
}
