package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SerialThreadTest {
  @Test
  void tasksOfManyThreadsRunOneAtATimeAndEachThreadsInOrder() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      SerialThread serial = new SerialThread(pool);
      List<String> done = new ArrayList<>(); // not thread-safe: the serial thread is the lock
      CountDownLatch all = new CountDownLatch(400);
      for (int t = 0; t < 4; t++) {
        int thread = t;
        new Thread(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    String name = thread + ":" + i;
                    serial.execute(
                        () -> {
                          done.add(name);
                          all.countDown();
                        });
                  }
                })
            .start();
      }
      assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
      for (int t = 0; t < 4; t++) {
        String prefix = t + ":";
        List<String> mine = done.stream().filter(d -> d.startsWith(prefix)).toList();
        for (int i = 0; i < 100; i++) {
          assertThat(mine.get(i)).isEqualTo(prefix + i);
        }
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void knowsWhetherTheCallerRunsOnIt() {
    List<Runnable> given = new ArrayList<>();
    SerialThread serial = new SerialThread(given::add);
    List<Boolean> seen = new ArrayList<>();
    serial.execute(() -> seen.add(serial.current()));
    assertThat(serial.current()).isFalse();
    given.remove(0).run();
    assertThat(seen).containsExactly(true);
    assertThat(serial.current()).isFalse();
  }

  @Test
  void aTaskThatThrowsDoesNotKeepTheNextFromRunning() {
    List<Runnable> given = new ArrayList<>();
    SerialThread serial = new SerialThread(given::add);
    List<String> done = new ArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    Thread.currentThread().setUncaughtExceptionHandler((t, e) -> done.add(e.getMessage()));
    try {
      serial.execute(
          () -> {
            throw new IllegalStateException("bug");
          });
      serial.execute(() -> done.add("next"));
      assertThat(given).hasSize(1);
      given.remove(0).run();
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
    assertThat(done).containsExactly("bug", "next");
  }

  @Test
  void whatAnExecutorRefusesTheCallerRuns() {
    SerialThread serial =
        new SerialThread(
            task -> {
              throw new RejectedExecutionException("shut down");
            });
    List<String> done = new ArrayList<>();
    serial.execute(
        () -> {
          serial.execute(() -> done.add("second"));
          done.add("first");
        });
    assertThat(done).containsExactly("first", "second");
  }
}
