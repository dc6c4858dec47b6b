package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
  private static List<Thread> keepers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("hawser-keep-alive") && thread.isAlive())
        .toList();
  }

  @Test
  void oneNonDaemonThreadHoldsForAllAndEndsWithTheLast() throws InterruptedException {
    KeepAlive.hold();
    KeepAlive.hold();
    List<Thread> keepers = keepers();
    assertThat(keepers).hasSize(1);
    Thread keeper = keepers.get(0);
    assertThat(keeper.isDaemon()).isFalse();
    keeper.interrupt();
    KeepAlive.release();
    assertThat(keepers()).containsExactly(keeper);
    KeepAlive.release();
    keeper.join(10_000);
    assertThat(keeper.isAlive()).isFalse();
    KeepAlive.hold();
    assertThat(keepers()).hasSize(1).doesNotContain(keeper);
    KeepAlive.release();
  }
}
