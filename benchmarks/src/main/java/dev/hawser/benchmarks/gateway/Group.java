package dev.hawser.benchmarks.gateway;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one gateway that are measured together, in a closed loop: each has one message in
 * flight. Of the selector's thread.
 */
final class Group {
  /** The handshakes under way at a time. */
  private static final int AT_ONCE = 64;

  private final int port;
  private final int wanted;
  private final boolean deaf;
  private final List<Peer> peers = new ArrayList<>();
  private final Histogram roundTrips = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
  private int open;
  private int outstanding;
  private long began;
  private long deadline;
  private @Nullable String trouble;
  private @Nullable String answer;

  /** Prepares so many connections to that port; deaf ones never read once they are open. */
  Group(int port, int wanted, boolean deaf) {
    this.port = port;
    this.wanted = wanted;
    this.deaf = deaf;
  }

  int port() {
    return port;
  }

  boolean deaf() {
    return deaf;
  }

  /** Connects some more. */
  void connect(Selector selector, String path) throws IOException {
    while (peers.size() < wanted && peers.size() - open < AT_ONCE) {
      peers.add(new Peer(this, selector, path));
    }
  }

  /** One more is open. */
  void opened() {
    open++;
    if (open == wanted) {
      answer = "open " + open;
    }
  }

  /** Starts a run. */
  void run(long millis) throws IOException {
    roundTrips.reset();
    outstanding = peers.size();
    began = System.nanoTime();
    deadline = began + TimeUnit.MILLISECONDS.toNanos(millis);
    for (Peer peer : peers) {
      peer.send();
    }
  }

  /** Notes an echo, and tells whether the next message is to be sent. */
  boolean echoed(long now, long nanos) {
    roundTrips.recordValue(nanos);
    if (now - deadline < 0) {
      return true;
    }
    outstanding--;
    if (outstanding == 0) {
      answer =
          String.format(
              Locale.ROOT,
              "%d %.6f %.1f %.1f",
              roundTrips.getTotalCount(),
              (now - began) / 1e9,
              roundTrips.getValueAtPercentile(50) / 1e3,
              roundTrips.getValueAtPercentile(99) / 1e3);
    }
    return false;
  }

  /** Something went wrong, which the command under way or the next one tells. */
  void broken(IOException how) {
    if (trouble == null) {
      trouble = "failed: " + how.getMessage();
    }
  }

  /** Takes the answer to the command under way, null while there is none. */
  @Nullable String takeAnswer() {
    if (trouble != null) {
      return trouble;
    }
    String taken = answer;
    answer = null;
    return taken;
  }

  /** Ends all by resets. */
  void drop() throws IOException {
    for (Peer peer : peers) {
      peer.drop();
    }
  }
}
