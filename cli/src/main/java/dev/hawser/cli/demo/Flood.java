package dev.hawser.cli.demo;

import dev.hawser.Broadcast;
import dev.hawser.Reach;
import dev.hawser.Session;
import dev.hawser.WhenSlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Broadcasts until a session is too slow for it, and counts what becomes of each message. */
final class Flood {
  private static final int MESSAGE_BYTES = 16_000;
  private static final int MORE = 10;
  private static final long GRACE_NANOS = 20_000_000;
  private static final long LOOK_NANOS = 500_000;

  /** What is known of a message whose outcome does not come. */
  private static final Reach NONE = new Reach(1, 0, 0, 0);

  private final DemoServer server;
  private final AtomicBoolean slow = new AtomicBoolean();
  private final List<CompletableFuture<Reach>> reaches = new ArrayList<>();
  private long mostWaiting;

  Flood(DemoServer server) {
    this.server = server;
  }

  /** Broadcasts until a session is ended for being too slow, and a little longer. */
  void run(Duration patience) {
    Broadcast message =
        Broadcast.text("x".repeat(MESSAGE_BYTES))
            .whenSlow(
                session -> {
                  slow.set(true);
                  return WhenSlow.END;
                });
    long deadline = System.nanoTime() + patience.toNanos();
    while (!slow.get() && System.nanoTime() - deadline < 0) {
      send(message);
      grace();
    }
    for (int i = 0; i < MORE; i++) {
      send(message);
    }
  }

  /** Leaves whoever reads the time to do so. */
  private void grace() {
    long until = System.nanoTime() + GRACE_NANOS;
    do {
      LockSupport.parkNanos(LOOK_NANOS);
    } while (System.nanoTime() - until < 0
        && server.sessions().stream().anyMatch(session -> session.pendingBytes() > 0));
  }

  private void send(Broadcast message) {
    List<Session> sessions = server.sessions();
    reaches.add(message.to(sessions).toCompletableFuture());
    for (Session session : sessions) {
      mostWaiting = Math.max(mostWaiting, session.pendingBytes());
    }
  }

  /**
   * Waits until every message has its outcome.
   *
   * @return good if each has one, some were dropped, and no more waited than may
   */
  Aside settled(Duration patience) {
    long written = 0;
    long dropped = 0;
    long unknown = 0;
    long messages = 0;
    for (CompletableFuture<Reach> each : reaches) {
      Reach reach = each.completeOnTimeout(NONE, patience.toMillis(), TimeUnit.MILLISECONDS).join();
      messages += reach.sessions();
      written += reach.written();
      dropped += reach.dropped();
      unknown += reach.unknown();
    }
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("messages", messages);
    figures.put("written", written);
    figures.put("dropped", dropped);
    figures.put("unknown", unknown);
    figures.put("mostWaitingKiB", (mostWaiting + 1023) / 1024);
    boolean bounded = mostWaiting <= Broadcast.DEFAULT_LIMIT;
    boolean told = written + dropped + unknown == messages;
    return new Aside(figures, bounded && told && dropped > 0);
  }
}
