package dev.hawser.gateway;

import dev.hawser.conformance.RawFrame;
import dev.hawser.conformance.RawPeer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Messages that a peer sends as fast as it is let, on a thread of their own, until they are stopped
 * or the peer is closed.
 */
final class Flood {
  private static final int MESSAGE = 60_000;

  /** Nobody keeps so many bytes who does not read. */
  private static final long TOO_MUCH = 100_000_000;

  /** So many messages pass the other way, on the same loops, before a flood counts as blocked. */
  private static final int TURNS = 50;

  private final Stage stage;
  private final RawPeer from;
  private final RawPeer to;
  private final AtomicLong sent = new AtomicLong();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private volatile boolean stopped;

  private Flood(Stage stage, RawPeer from, RawPeer to) {
    this.stage = stage;
    this.from = from;
    this.to = to;
  }

  /** Begins one to the client, which is not read. */
  static Flood down(Stage stage) {
    return new Flood(stage, stage.upstream(), stage.client()).begin();
  }

  /** Begins one to the upstream, which is not read. */
  static Flood up(Stage stage) {
    return new Flood(stage, stage.client(), stage.upstream()).begin();
  }

  private Flood begin() {
    byte[] frame = from.frame(RawFrame.BINARY, true, new byte[MESSAGE]);
    Thread thread =
        new Thread(
            () -> {
              try {
                while (!stopped) {
                  from.send(frame);
                  sent.addAndGet(MESSAGE);
                }
              } catch (AssertionError closed) {
                // The peer was closed in the middle of it.
              } finally {
                done.complete(null);
              }
            },
            "flood");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /**
   * Waits until the gateway holds it back and nothing more is taken: while what the other side says
   * goes through the same links, message by message, this direction stands still.
   *
   * @return the bytes that were taken
   */
  long untilBlocked() {
    long before = -1;
    while (sent.get() != before || stage.rig().gateway().counters().queuedBytes() < Lane.LOW) {
      before = sent.get();
      if (before > TOO_MUCH) {
        throw new AssertionError("wanted a flood that is held back, but " + before + " were taken");
      }
      for (int turn = 0; turn < TURNS; turn++) {
        to.sendText("on we go");
        if (!from.readText().equals("on we go")) {
          throw new AssertionError("wanted what was said the other way");
        }
      }
    }
    return before;
  }

  /** Sends no more messages than the one under way. */
  void stop() {
    stopped = true;
  }

  /** Waits until the last is sent. */
  void join() {
    stage.rig().await("the last message of the flood", done::isDone);
  }
}
