package dev.hawser.cli;

import dev.hawser.Connection;
import dev.hawser.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines as text messages, as fast as they are written and no faster, and closes the
 * connection behind the last one.
 *
 * <p>The messages are confirmed before the close, and then nothing must have come for a while: a
 * server's Pong may overtake its answers. Runs on a daemon thread, because nothing can interrupt a
 * read of stdin.
 */
final class LineSender {
  private static final int IN_FLIGHT = 500;

  private final Connection feed;
  private final LossReport report;
  private final @Nullable Duration linger;
  private final Quiet quiet;
  private final Semaphore places = new Semaphore(IN_FLIGHT);

  /** Sends to that connection; closes it after so long a silence, or never where that is null. */
  LineSender(Connection feed, LossReport report, @Nullable Duration linger, Quiet quiet) {
    this.feed = feed;
    this.report = report;
    this.linger = linger;
    this.quiet = quiet;
  }

  void start(InputStream in) {
    Thread thread = new Thread(() -> run(in), "hawser-stdin");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(InputStream in) {
    try (Utf8Lines lines = new Utf8Lines(in)) {
      boolean more = true;
      while (more) {
        more = sendNext(lines);
      }
    } catch (IOException e) {
      report.refusedLine(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (linger != null) {
      finish(linger);
    }
  }

  /** Sends the next line; tells whether there was one. */
  private boolean sendNext(Utf8Lines lines) throws IOException, InterruptedException {
    try {
      String line = lines.next();
      if (line == null) {
        return false;
      }
      send(line);
    } catch (CharacterCodingException e) {
      report.notText(lines.number());
    }
    return true;
  }

  private void send(String line) throws InterruptedException {
    places.acquire();
    try {
      feed.sendText(line)
          .thenAccept(
              outcome -> {
                places.release();
                report.notSent(line, outcome);
              });
    } catch (IllegalArgumentException e) {
      places.release();
      report.refusedLine(String.valueOf(e.getMessage()));
    }
  }

  private void finish(Duration silence) {
    try {
      report.awaitFirstSession();
      places.acquire(IN_FLIGHT);
      Session session = feed.session();
      if (session != null) {
        session.confirm().toCompletableFuture().join();
      }
      quiet.await(silence, feed.closed());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CompletionException e) {
      report.refusedLine(String.valueOf(e.getMessage()));
    } finally {
      feed.close();
    }
  }
}
