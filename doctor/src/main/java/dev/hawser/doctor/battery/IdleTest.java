package dev.hawser.doctor.battery;

import dev.hawser.doctor.evidence.FrameNote;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.IdleLook.Traffic;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.doctor.wire.Knock;
import dev.hawser.doctor.wire.Socketed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Silent connections beside busy ones, all watched at once: which of them are cut, and after how
 * long.
 *
 * <p>The silent ones start one after the other, so that an age can be told from a moment.
 */
final class IdleTest {
  private static final int SILENT = 3;
  private static final Duration STAGGER = Duration.ofMillis(350);

  /** From so many periods without a Pong it is asked whether anybody is there. */
  private static final int UNHEARD = 2;

  private static final long PING_PATIENCE = 2_500;

  private final Scene scene;
  private final long begun = System.nanoTime();
  private final List<CompletableFuture<IdleLook>> looks = new ArrayList<>();

  private IdleTest(Scene scene) {
    this.scene = scene;
  }

  /** Opens the connections and lets them be watched on that executor. */
  static IdleTest start(Scene scene, ExecutorService executor) {
    IdleTest test = new IdleTest(scene);
    test.add(Traffic.PINGS, 0, executor);
    test.add(Traffic.ONE_WAY, 0, executor);
    if (!scene.plan().message().isEmpty()) {
      test.add(Traffic.MESSAGES, 0, executor);
    }
    for (int i = 0; i < SILENT; i++) {
      test.add(Traffic.SILENT, i, executor);
    }
    return test;
  }

  private void add(Traffic traffic, int turn, ExecutorService executor) {
    if (scene.budget().take()) {
      looks.add(CompletableFuture.supplyAsync(() -> watch(traffic, turn), executor));
    }
  }

  /** Waits for the end of the test, and looks whether the server is still there. */
  void finish() {
    List<IdleLook> seen = new ArrayList<>();
    for (CompletableFuture<IdleLook> look : looks) {
      IdleLook one = look.join();
      if (one.lasted() >= 0) {
        seen.add(one);
      }
    }
    boolean allLost = !seen.isEmpty() && seen.stream().allMatch(IdleLook::cut);
    scene.notes().idles(seen, allLost ? Boolean.valueOf(scene.answers()) : null);
  }

  private IdleLook watch(Traffic traffic, int turn) {
    LockSupport.parkNanos(STAGGER.multipliedBy(turn).toNanos());
    Knock.Visit visit =
        scene.knock().visit(Probe.WS0, scene.budget().in(scene.plan().answer().toMillis()));
    long started = millis();
    Socketed socket = visit.socket();
    if (socket == null) {
      if (visit.exchange().status() != 0 || visit.exchange().end().ended()) {
        scene.notes().repeat(visit.exchange());
      }
      return new IdleLook(traffic, started, -1, visit.exchange().end(), 0, "");
    }
    try (socket) {
      long stop = System.nanoTime() + scene.plan().idle().toNanos();
      boolean alive = true;
      int pongs = 0;
      int unheard = 0;
      while (alive && System.nanoTime() < stop) {
        long next = traffic == Traffic.SILENT ? stop : System.nanoTime() + period().toNanos();
        alive = socket.watch(Math.min(next, stop));
        unheard = socket.strayPongs() > pongs ? 0 : unheard + 1;
        pongs = socket.strayPongs();
        long heard = socket.ageMillis() - unheard * period().toMillis();
        if (traffic == Traffic.PINGS && unheard > UNHEARD && deaf(socket)) {
          return new IdleLook(traffic, started, Math.max(heard, 0), WireEnd.BROKEN, 0, "");
        }
        if (alive && System.nanoTime() < stop) {
          say(traffic, socket);
        }
      }
      long lasted = socket.ageMillis();
      if (alive && traffic != Traffic.MESSAGES && deaf(socket)) {
        // Nobody ended it, and nobody answers any more: dropped in silence.
        return new IdleLook(traffic, started, lasted, WireEnd.BROKEN, 0, "");
      }
      FrameNote close = socket.closeNote();
      return new IdleLook(traffic, started, lasted, socket.end(), close.code(), close.text());
    }
  }

  private boolean deaf(Socketed socket) {
    byte[] nonce = Socketed.nonce(Long.BYTES);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PING_PATIENCE);
    boolean heard = socket.ping(nonce) && socket.awaitPong(nonce, deadline);
    return !heard && socket.end() == WireEnd.OPEN && socket.closeNote().code() == 0;
  }

  private Duration period() {
    long tenth = scene.plan().idle().toMillis() / 10;
    return Duration.ofMillis(Math.max(50, Math.min(tenth, 10_000)));
  }

  private void say(Traffic traffic, Socketed socket) {
    switch (traffic) {
      case SILENT -> {}
      case PINGS -> socket.ping(Socketed.nonce(Long.BYTES));
      case ONE_WAY -> socket.pong();
      case MESSAGES -> socket.text(scene.plan().message());
    }
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }
}
