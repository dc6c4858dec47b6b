package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScribeTest {
  private final List<String> written = new CopyOnWriteArrayList<>();

  private static void await(CompletableFuture<?> done) throws Exception {
    done.get(60, TimeUnit.SECONDS);
  }

  private CompletableFuture<Void> behind(Scribe scribe) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    scribe.behind(() -> done.complete(null));
    return done;
  }

  @Test
  void writesInOrderOnAThreadOfItsOwn() throws Exception {
    Scribe scribe = new Scribe(line -> written.add(line + Thread.currentThread().getName()));
    scribe.accept("a ");
    scribe.accept("b ");
    await(behind(scribe));
    assertThat(written).containsExactly("a hawser-gateway-lines", "b hawser-gateway-lines");
    assertThat(scribe.lost()).isZero();
  }

  @Test
  void whatAPeerSlipsInNeitherEndsALineNorCommandsATerminal() throws Exception {
    Scribe scribe = new Scribe(written::add);
    scribe.accept("because=a\r\nsession id=b\u001b[2J \u00e9");
    await(behind(scribe));
    assertThat(written).containsExactly("because=a??session id=b?[2J \u00e9");
  }

  @Test
  @Timeout(60)
  void aLogThatTakesNothingHoldsUpNobodyAndIsToldWhatItMissed() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Scribe scribe =
        new Scribe(
            line -> {
              stuck.countDown();
              assertThat(uninterrupted(free)).isTrue();
              written.add(line);
            });
    scribe.accept("first");
    assertThat(stuck.await(60, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < Scribe.ROOM + 7; i++) {
      scribe.accept("line " + i);
    }
    assertThat(scribe.lost()).isEqualTo(7);
    await(behind(scribe)); // nobody waits for a log that is stuck
    free.countDown();
    while (written.size() < Scribe.ROOM + 2) { // those that had room, the first, and what was lost
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(written).hasSize(Scribe.ROOM + 2).endsWith("line " + (Scribe.ROOM - 1));
    assertThat(written).startsWith("first", "lines lost=7", "line 0");
  }

  private static boolean uninterrupted(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
