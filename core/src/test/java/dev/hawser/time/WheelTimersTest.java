package dev.hawser.time;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WheelTimersTest {
  private final WheelTimers timers = new WheelTimers();

  private final class Latch extends TimerNode {
    final CountDownLatch fired = new CountDownLatch(1);
    final AtomicLong at = new AtomicLong();
    final AtomicReference<Thread> on = new AtomicReference<>();

    @Override
    protected void fire() {
      at.set(timers.nanos());
      on.set(Thread.currentThread());
      fired.countDown();
    }

    Latch in(long millis) {
      timers.arm(this, timers.nanos() + MILLISECONDS.toNanos(millis));
      return this;
    }

    boolean fires() throws InterruptedException {
      return fired.await(60, SECONDS);
    }
  }

  @Test
  void firesAtOrAfterTheDeadlineOnOneDaemonThread() throws InterruptedException {
    long deadline = timers.nanos() + MILLISECONDS.toNanos(30);
    Latch latch = new Latch();
    timers.arm(latch, deadline);
    assertThat(latch.fires()).isTrue();
    assertThat(latch.at.get() - deadline).isNotNegative();
    assertThat(latch.on.get().isDaemon()).isTrue();
    Latch second = new Latch().in(1);
    assertThat(second.fires()).isTrue();
    assertThat(second.on.get()).isSameAs(latch.on.get());
  }

  @Test
  void anEarlierDeadlineWakesTheSleepingThread() throws InterruptedException {
    Latch far = new Latch().in(60_000);
    Latch near = new Latch().in(20);
    assertThat(near.fires()).isTrue();
    assertThat(far.fired.getCount()).isEqualTo(1);
    timers.disarm(far);
  }

  @Test
  void aDisarmedNodeRests() throws InterruptedException {
    Latch never = new Latch().in(20);
    timers.disarm(never);
    assertThat(new Latch().in(60).fires()).isTrue();
    assertThat(never.fired.getCount()).isEqualTo(1);
  }

  @Test
  void aNodeThatThrowsDoesNotStopTheOthers() throws InterruptedException {
    TimerNode faulty =
        new TimerNode() {
          @Override
          protected void fire() {
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
            throw new IllegalStateException("scripted");
          }
        };
    timers.arm(faulty, timers.nanos());
    assertThat(new Latch().in(30).fires()).isTrue();
  }

  @Test
  void theThreadEndsWhenNothingIsArmedAndStartsAgain() throws InterruptedException {
    Latch first = new Latch().in(1);
    assertThat(first.fires()).isTrue();
    assertThat(timers.running()).isTrue();
    first.on.get().join(10_000);
    assertThat(timers.running()).isFalse();
    Latch second = new Latch().in(1);
    assertThat(second.fires()).isTrue();
    assertThat(second.on.get()).isNotSameAs(first.on.get());
  }

  @Test
  void firesAllOfManyArmedFromSeveralThreads() throws InterruptedException {
    int threads = 4;
    int each = 500;
    CountDownLatch all = new CountDownLatch(threads * each);
    for (int t = 0; t < threads; t++) {
      int seed = t;
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  TimerNode node =
                      new TimerNode() {
                        @Override
                        protected void fire() {
                          all.countDown();
                        }
                      };
                  timers.arm(node, timers.nanos() + (i * 31L + seed) % 80 * 1_000_000);
                  LockSupport.parkNanos(1_000);
                }
              })
          .start();
    }
    assertThat(all.await(60, SECONDS)).isTrue();
  }

  @Test
  void aJumpOfTheWallClockIsToldToEveryArmedNodeLongBeforeItsDeadline() throws Exception {
    AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    WheelTimers slept = new WheelTimers(() -> Instant.now().plus(ahead.get()));
    CountDownLatch told = new CountDownLatch(2);
    Queue<Duration> slumbers = new ConcurrentLinkedQueue<>();
    for (int seconds : new int[] {60, 3_600}) {
      TimerNode node =
          new TimerNode() {
            @Override
            protected void fire() {}

            @Override
            protected void jumped(Duration asleep) {
              slumbers.add(asleep);
              Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
              told.countDown();
              throw new IllegalStateException("scripted");
            }
          };
      slept.arm(node, slept.nanos() + SECONDS.toNanos(seconds));
    }
    assertThat(told.await(1_500, MILLISECONDS)).isFalse();
    ahead.set(Duration.ofHours(1));
    assertThat(told.await(60, SECONDS)).isTrue();
    assertThat(slumbers)
        .allSatisfy(slumber -> assertThat(slumber).isGreaterThan(Duration.ofMinutes(59)));
  }

  @Test
  void whoeverWakesBeforeTheTimersCanAskThemForTheSleep() throws Exception {
    AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    WheelTimers slept = new WheelTimers(() -> Instant.now().plus(ahead.get()));
    ahead.set(Duration.ofHours(1));
    assertThat(slept.asleep()).as("without a thread nobody looks").isZero();
    CompletableFuture<Duration> told = new CompletableFuture<>();
    TimerNode node =
        new TimerNode() {
          @Override
          protected void fire() {}

          @Override
          protected void jumped(Duration asleep) {
            told.complete(asleep);
          }
        };
    slept.arm(node, slept.nanos() + SECONDS.toNanos(3_600));
    assertThat(slept.asleep()).as("the thread begins with a look").isZero();
    ahead.set(Duration.ofHours(3));
    // Either the timers have looked already and tell of it, or they say it when asked.
    Duration asked = slept.asleep();
    assertThat(asked.isZero() ? told.get(60, SECONDS) : asked)
        .isGreaterThan(Duration.ofMinutes(119));
    slept.disarm(node);
  }

  @Test
  void readsTheProcessesClocks() {
    assertThat(WheelTimers.shared()).isSameAs(WheelTimers.shared());
    long before = System.nanoTime();
    assertThat(timers.nanos() - before).isNotNegative();
    assertThat(java.time.Duration.between(timers.wall(), java.time.Instant.now()).abs())
        .isLessThan(java.time.Duration.ofSeconds(5));
  }
}
