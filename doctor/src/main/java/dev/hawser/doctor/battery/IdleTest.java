package dev.hawser.doctor.battery;

import dev.hawser.doctor.evidence.FrameNote;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.IdleLook.Traffic;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.RungLook;
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
import org.jspecify.annotations.Nullable;

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

  private static final long CONTROL_PATIENCE = 1_500;

  /** How much later than that of a new connection the Pong of an old one may come. */
  private static final long LAGGARD = 1_500;

  private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(50);

  private final Scene scene;
  private final CompletableFuture<List<RungLook>> rungs;
  private final long begun = System.nanoTime();
  private final List<CompletableFuture<Watched>> looks = new ArrayList<>();

  /**
   * What was seen of a connection.
   *
   * @param look what was seen; null where none was opened
   * @param deaf the connection, still open, where a Ping is not answered; otherwise null
   */
  private record Watched(@Nullable IdleLook look, @Nullable Socketed deaf) {}

  /**
   * How long a connection was there.
   *
   * @param lasted in milliseconds, from its 101 to its end, to the last that was heard of it, or to
   *     the end of the test
   * @param quiet the longest time in which nothing was sent on it
   * @param deaf whether nothing was heard any more
   */
  private record Stay(long lasted, long quiet, boolean deaf) {}

  private IdleTest(Scene scene, ExecutorService executor) {
    this.scene = scene;
    Ladder ladder = new Ladder(this::silent, executor);
    this.rungs =
        CompletableFuture.supplyAsync(
            () -> ladder.climb(ladder.start(scene.plan().rungs())), executor);
  }

  /** Opens the connections and lets them be watched on that executor. */
  static IdleTest start(Scene scene, ExecutorService executor) {
    IdleTest test = new IdleTest(scene, executor);
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
    } else {
      scene.notes().unseen("idle");
    }
  }

  /** Waits for the end of the test, and looks whether the server is still there. */
  void finish() {
    List<Watched> all = looks.stream().map(CompletableFuture::join).toList();
    // Who does not answer here may be too slow for anybody: a new connection shows that.
    boolean suspect = all.stream().anyMatch(one -> one.deaf() != null);
    Boolean others = suspect ? scene.pongs(CONTROL_PATIENCE) : null;
    long laggard = scene.budget().in(LAGGARD);
    List<IdleLook> seen = new ArrayList<>();
    for (Watched one : all) {
      IdleLook look = one.look();
      Socketed deaf = one.deaf();
      if (look != null) {
        seen.add(deaf == null ? look : judged(look, deaf, others, laggard));
      }
    }
    scene.notes().rungs(rungs.join());
    boolean allLost = !seen.isEmpty() && seen.stream().allMatch(IdleLook::cut);
    scene.notes().idles(seen, allLost ? Boolean.valueOf(scene.answers()) : null);
  }

  /** Without a Pong after all, nobody ended it, and nobody is there: dropped in silence. */
  private IdleLook judged(IdleLook look, Socketed socket, @Nullable Boolean others, long laggard) {
    try (socket) {
      // What has come is read, however late it is.
      socket.awaitPongs(Math.max(laggard, scene.budget().now() + GLANCE));
      FrameNote close = socket.closeNote();
      if (socket.end().ended() || close.code() != 0) {
        return with(look, socket.end(), close);
      }
      if (socket.unanswered() > 0 && others != null) {
        return with(look, WireEnd.BROKEN, close);
      }
      if (socket.unanswered() > 0) {
        scene.notes().unseen("idle");
      }
      return look;
    }
  }

  private static IdleLook with(IdleLook look, WireEnd end, FrameNote close) {
    return new IdleLook(
        look.traffic(),
        look.startedAt(),
        look.lasted(),
        end,
        close.code(),
        close.text(),
        look.quiet());
  }

  private Watched watch(Traffic traffic, int turn) {
    LockSupport.parkNanos(STAGGER.multipliedBy(turn).toNanos());
    Knock.Visit visit =
        scene.knock().visit(Probe.WS0, scene.budget().in(scene.plan().answer().toMillis()));
    long started = millis();
    Socketed socket = visit.socket();
    if (socket == null) {
      if (visit.exchange().status() != 0 || visit.exchange().end().ended()) {
        scene.notes().repeat(visit.exchange());
      } else {
        scene.notes().unseen("idle");
      }
      return new Watched(null, null);
    }
    Stay stay = busy(traffic, socket);
    FrameNote close = socket.closeNote();
    IdleLook look =
        new IdleLook(
            traffic,
            started,
            stay.lasted(),
            socket.end(),
            close.code(),
            close.text(),
            stay.quiet());
    boolean asks = !look.cut() && traffic != Traffic.MESSAGES;
    if (stay.deaf() || (asks && deaf(socket, "idle"))) {
      return new Watched(look, socket);
    }
    socket.close();
    return new Watched(look, null);
  }

  /** A rung of the ladder. */
  private @Nullable RungLook silent(Duration silence) {
    if (!scene.budget().take()) {
      scene.notes().unseen("ladder");
      return null;
    }
    Knock.Visit visit =
        scene.knock().visit(Probe.WS0, scene.budget().in(scene.plan().answer().toMillis()));
    Socketed socket = visit.socket();
    if (socket == null) {
      return null;
    }
    try (socket) {
      socket.watch(scene.budget().in(silence.toMillis()));
      long lasted = socket.ageMillis();
      if (!deaf(socket, "ladder")) {
        return socket.trips().isEmpty() ? null : new RungLook(lasted, true);
      }
      Boolean others = scene.pongs(CONTROL_PATIENCE);
      socket.awaitPongs(scene.budget().in(LAGGARD));
      boolean told = socket.end().ended() || socket.closeNote().code() != 0;
      return others == null || told ? null : new RungLook(lasted, socket.unanswered() == 0);
    }
  }

  /** Keeps it busy, or does not, to the end of the test or to its own. */
  private Stay busy(Traffic traffic, Socketed socket) {
    Budget budget = scene.budget();
    long stop = budget.in(scene.plan().idle().toMillis());
    boolean alive = true;
    int pongs = 0;
    int unheard = 0;
    while (alive && budget.now() < stop) {
      long next = traffic == Traffic.SILENT ? stop : Math.min(stop, budget.in(period().toMillis()));
      alive = socket.watch(next);
      unheard = socket.pongs() > pongs ? 0 : unheard + 1;
      pongs = socket.pongs();
      if (traffic == Traffic.PINGS && unheard > UNHEARD && deaf(socket, "idle")) {
        long heard = socket.ageMillis() - PING_PATIENCE - unheard * period().toMillis();
        return new Stay(Math.max(heard, 0), 0, true);
      }
      if (alive && budget.now() < stop) {
        say(traffic, socket);
      }
    }
    return new Stay(socket.ageMillis(), socket.quietMillis(), false);
  }

  /** Tells whether a Ping gets no answer, though it could be waited for, and no end came either. */
  private boolean deaf(Socketed socket, String step) {
    if (!scene.budget().has(PING_PATIENCE)) {
      scene.notes().unseen(step);
      return false;
    }
    byte[] nonce = Socketed.nonce(Long.BYTES);
    return !(socket.ping(nonce) && socket.awaitPong(nonce, scene.budget().in(PING_PATIENCE)))
        && socket.end() == WireEnd.OPEN
        && socket.closeNote().code() == 0;
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
