package dev.hawser.close;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransportEndTest {
  @Test
  void onlyFinAndCloseNotifyAreOrderly() {
    assertThat(TransportEnd.values())
        .filteredOn(TransportEnd::orderly)
        .containsExactly(TransportEnd.FIN, TransportEnd.TLS_CLOSE_NOTIFY);
  }
}
