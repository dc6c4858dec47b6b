package dev.hawser.cli;

import dev.hawser.Connection;
import dev.hawser.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/**
 * Sends lines as text messages, as fast as they are written and no faster, and closes the
 * connection behind the last one.
 *
 * <p>The messages are confirmed before the close: what an echo answers to the last line still
 * arrives. Runs on a daemon thread, because nothing can interrupt a read of stdin.
 */
final class LineSender {
  private static final int IN_FLIGHT = 500;

  private final InputStream in;
  private final Connection feed;
  private final LossReport report;
  private final boolean stay;
  private final Semaphore places = new Semaphore(IN_FLIGHT);

  LineSender(InputStream in, Connection feed, LossReport report, boolean stay) {
    this.in = in;
    this.feed = feed;
    this.report = report;
    this.stay = stay;
  }

  void start() {
    Thread thread = new Thread(this::run, "hawser-stdin");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        send(line);
      }
    } catch (IOException e) {
      report.refusedLine(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!stay) {
      finish();
    }
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

  private void finish() {
    try {
      report.awaitFirstSession();
      places.acquire(IN_FLIGHT);
      Session session = feed.session();
      if (session != null) {
        session.confirm().toCompletableFuture().join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CompletionException e) {
      report.refusedLine(String.valueOf(e.getMessage()));
    } finally {
      feed.close();
    }
  }
}
