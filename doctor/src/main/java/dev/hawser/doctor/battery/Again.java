package dev.hawser.doctor.battery;

import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.doctor.wire.Knock;
import dev.hawser.doctor.wire.Socketed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The same handshake again: whether it goes as it went at first. */
final class Again {
  /** So many handshakes in a row that succeed alone are no accident of one server in three. */
  private static final int ALONE = 4;

  /** A server may need a moment to see that the others are gone. */
  private static final int PATIENT = 8;

  private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(125);

  /** How long the answer to a Close is waited for that is only polite. */
  private static final long LEAVE = 2_000;

  private Again() {}

  /**
   * The handshake by itself: once, as soon as it succeeds again, and then several times more.
   *
   * <p>It has a time of its own, since the limits on which it throws light eat up that of others.
   */
  static void alone(Scene scene) {
    long stop = scene.budget().now() + ALONE_NANOS;
    int fine = 0;
    for (int i = 0; i < PATIENT && fine < ALONE && scene.budget().take(); i++) {
      Knock.Visit visit = scene.knock().visit(Probe.WS0, stop);
      Socketed socket = visit.socket();
      if (socket != null) {
        try (socket) {
          socket.sendClose(1000, "doctor");
          socket.watchEnd(stop);
        }
        fine++;
      } else if (fine > 0) {
        scene.notes().exchange(Probe.ALONE, visit.exchange());
        return;
      } else {
        LockSupport.parkNanos(PAUSE_NANOS << Math.min(i, 3));
      }
      if (socket == null || fine == ALONE) {
        scene.notes().exchange(Probe.ALONE, visit.exchange());
      }
    }
  }

  /** Further handshakes; the first of them closes with a code of its own. */
  static void repeat(Scene scene, int times) {
    for (int i = 0; i < times; i++) {
      Knock.Visit visit = scene.visit(Probe.WS0);
      if (visit == null || cutShort(scene, visit.exchange())) {
        scene.notes().unseen("repeat");
        return;
      }
      scene.notes().repeat(visit.exchange());
      Socketed socket = visit.socket();
      if (socket == null) {
        continue;
      }
      try (socket) {
        long look = Math.max(i == 0 ? 250 : 100, scene.notes().lostAfter());
        boolean alive = socket.watch(scene.budget().in(look));
        if (!alive) {
          scene.notes().other(SessionProbe.look(socket));
        } else if (i == 0) {
          scene.notes().close(SessionProbe.close(socket, 4999, scene.budget()));
        } else {
          socket.sendClose(1000, "doctor");
          socket.watchEnd(scene.budget().in(LEAVE));
        }
      }
    }
  }

  /** Our own time was over before the server's: that says nothing about the server. */
  private static boolean cutShort(Scene scene, Exchange exchange) {
    return !exchange.upgraded()
        && exchange.end() == WireEnd.OPEN
        && exchange.status() == 0
        && exchange.millis() < scene.plan().answer().toMillis();
  }
}
