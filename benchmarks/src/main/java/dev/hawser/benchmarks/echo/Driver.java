package dev.hawser.benchmarks.echo;

import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Keeps one connection of a contender busy in the pattern of a scenario.
 *
 * <p>Replies trigger the next sends inside the contender's callback, so the thread hops that count
 * are the contender's own. Everything but {@link #run} runs on that callback's thread.
 */
final class Driver {
  private static final String TEXT = "0123456789abcdef0123456789abcdef";

  private final Scenario scenario;
  private final Contender.Lane lane;
  private final Histogram roundTrips = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
  private final long[] sentAt;
  private int oldest;
  private int newest;
  private int replies;
  private long operations;
  private volatile boolean stopping;
  private volatile CountDownLatch idle = new CountDownLatch(0);
  private int outstanding;

  Driver(Contender contender, Scenario scenario, URI peer) throws Exception {
    this.scenario = scenario;
    this.sentAt = new long[scenario.window() + 1];
    this.lane = contender.open(peer.resolve(scenario.path()), this::reply);
  }

  /** Runs the pattern for that long, drains it, and returns what was measured. */
  Slice run(long millis) throws InterruptedException {
    roundTrips.reset();
    operations = 0;
    stopping = false;
    idle = new CountDownLatch(1);
    Meter meter = Meter.start();
    outstanding = scenario.window();
    for (int i = 0; i < scenario.window(); i++) {
      send();
    }
    if (!idle.await(millis, TimeUnit.MILLISECONDS)) {
      stopping = true;
      if (!idle.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no reply for 20 s in " + scenario);
      }
    }
    return meter.stop(operations, roundTrips.getValueAtPercentile(50) / 1e3);
  }

  private void send() {
    if (scenario == Scenario.PING_PONG || scenario == Scenario.PIPE_64) {
      sentAt[newest] = System.nanoTime();
      newest = next(newest);
    }
    lane.send(TEXT);
  }

  private void reply(String text) {
    if (text.length() != TEXT.length()) {
      throw new IllegalStateException("a reply of " + text.length() + " characters");
    }
    switch (scenario) {
      case PING_PONG, PIPE_64 -> {
        roundTrips.recordValue(System.nanoTime() - sentAt[oldest]);
        oldest = next(oldest);
        operations++;
        again(1);
      }
      case RECEIVE -> {
        operations++;
        if (++replies == scenario.repliesPerRequest()) {
          replies = 0;
          again(1);
        }
      }
      case SEND -> {
        operations += PeerServer.BATCH;
        again(PeerServer.BATCH);
      }
    }
  }

  private void again(int messages) {
    if (!stopping) {
      for (int i = 0; i < messages; i++) {
        send();
      }
      return;
    }
    outstanding -= messages;
    if (outstanding == 0) {
      idle.countDown();
    }
  }

  private int next(int index) {
    return index + 1 == sentAt.length ? 0 : index + 1;
  }
}
