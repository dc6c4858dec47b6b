package dev.hawser.transport.netty;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Sends until the other end stops taking. */
final class Flood {
  private static final long STALLED_MILLIS = 700;
  private static final long MOST = 64L << 20;

  private Flood() {}

  /**
   * Sends binary frames of that payload from an own thread until none went out for a while, and
   * returns the bytes of payload handed to the socket, the frame under way included: it goes out
   * once the other end reads again.
   */
  static long untilStalled(RawPeer peer, byte[] payload) throws Exception {
    byte[] frame = peer.frame(RawFrame.BINARY, true, payload);
    AtomicLong begun = new AtomicLong();
    AtomicLong stop = new AtomicLong();
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    Thread sender =
        new Thread(
            () -> {
              try {
                while (stop.get() == 0 && begun.get() < MOST) {
                  begun.addAndGet(payload.length);
                  peer.send(frame);
                }
                done.complete(true);
              } catch (IOException e) {
                done.completeExceptionally(e);
              }
            });
    sender.setDaemon(true);
    sender.start();
    long before = -1;
    while (before != begun.get()) {
      before = begun.get();
      try {
        done.get(STALLED_MILLIS, TimeUnit.MILLISECONDS);
        return begun.get();
      } catch (TimeoutException still) {
        // Look again.
      } catch (ExecutionException e) {
        throw new AssertionError(e);
      }
    }
    stop.set(1);
    return begun.get();
  }
}
