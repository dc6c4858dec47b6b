package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseReason;
import dev.hawser.close.SampleEndings;
import dev.hawser.machine.ConnectionEvent.Kind;
import dev.hawser.machine.ConnectionEvent.Signal;
import org.junit.jupiter.api.Test;

class ConnectionEventTest {
  @Test
  void everyEventNamesItsColumn() {
    assertThat(new ConnectionEvent.Granted(1).kind()).isEqualTo(Kind.GRANTED);
    assertThat(new ConnectionEvent.Opened(1).kind()).isEqualTo(Kind.OPENED);
    assertThat(new ConnectionEvent.Prepared(1).kind()).isEqualTo(Kind.PREPARED);
    assertThat(new ConnectionEvent.PrepareFailed(1, new RuntimeException()).kind())
        .isEqualTo(Kind.PREPARE_FAILED);
    assertThat(new ConnectionEvent.PeerClosed(1, SampleEndings.closedByPeer(1012)).kind())
        .isEqualTo(Kind.PEER_CLOSED);
    assertThat(new ConnectionEvent.Ended(1, SampleEndings.dropped()).kind()).isEqualTo(Kind.ENDED);
    assertThat(new ConnectionEvent.CloseRequested(CloseReason.NONE).kind())
        .isEqualTo(Kind.CLOSE_REQUESTED);
    for (Signal signal : Signal.values()) {
      assertThat(signal.kind().name()).isEqualTo(signal.name());
    }
  }
}
