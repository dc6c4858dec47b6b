package dev.hawser.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class QuietTest {
  private static final Duration BRIEF = Duration.ofMillis(1);

  /** What the clock says each time it is asked; then always the last. */
  private final Deque<Long> clock = new ArrayDeque<>();

  private long now() {
    return clock.size() > 1 ? clock.remove() : clock.element();
  }

  @Test
  void waitsAgainForWhatIsLeftAfterSomethingCame() throws Exception {
    // Made, asked to wait, looked: the last thing came a moment before; looked again: long ago.
    clock.addAll(List.of(0L, 10L, 20L, 30L, 2_000_030L));
    Quiet quiet = new Quiet(this::now);
    CompletableFuture<Void> end = new CompletableFuture<>();
    quiet.await(BRIEF, end);
    assertThat(clock).containsExactly(2_000_030L);
    assertThat(end).isNotDone();
  }

  @Test
  void theEndIsWaitedForNoLonger() throws Exception {
    Quiet quiet = new Quiet(System::nanoTime);
    quiet.await(Duration.ofDays(1), CompletableFuture.completedFuture("over"));
    quiet.await(Duration.ofDays(1), CompletableFuture.failedFuture(new IllegalStateException()));
    CompletableFuture<String> end = new CompletableFuture<>();
    Thread ending = new Thread(() -> end.complete("over"));
    ending.start();
    quiet.await(Duration.ofDays(1), end);
    ending.join();
  }

  @Test
  void whatComesCountsFromItsMoment() throws Exception {
    clock.addAll(List.of(0L, 0L, 5_000_000L, 5_000_000L, 7_000_000L));
    Quiet quiet = new Quiet(this::now);
    CompletableFuture<Void> end =
        new CompletableFuture<>() {
          @Override
          public Void get(long time, java.util.concurrent.TimeUnit unit)
              throws InterruptedException,
                  java.util.concurrent.ExecutionException,
                  java.util.concurrent.TimeoutException {
            if (clock.size() == 3) {
              quiet.heard();
            }
            return super.get(time, unit);
          }
        };
    quiet.await(BRIEF, end);
    assertThat(clock).containsExactly(7_000_000L);
  }
}
