package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hawser.transport.Capability;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What the rules on flow share. */
final class Flows {
  private static final int QUIET_MILLIS = 300;

  private Flows() {}

  /** Has a Ping answered, so that everything sent before it was taken in. */
  static void marker(Pair pair) {
    pair.peer().sendRaw(0x89, (byte) 'm');
    RawFrame pong = pair.peer().readFrame();
    if (pong.opcode() != RawFrame.PONG) {
      throw new AssertionError("on the wire: wanted a Pong, got " + pong);
    }
  }

  /**
   * Has a Pong told, which waits for no credit: what came before it has reached the link, even
   * where the runtime answers Pings by itself.
   */
  static void taken(Bench bench, Pair pair) {
    if (!bench.can(Capability.PING)) {
      marker(pair);
      return;
    }
    pair.peer().sendRaw(0x8A, (byte) 't');
    assertEquals("t", pair.app().pong());
  }

  /**
   * Writes messages of 16 KiB until the other end takes no more, or 2,000 went out; each begins
   * with its number.
   *
   * @return how many went out; the last of them goes on going out
   */
  static int untilStalled(RawPeer peer, Bench bench) {
    AtomicInteger written = new AtomicInteger();
    Thread writer =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 2_000; i++) {
                  byte[] message = new byte[16 * 1024];
                  Arrays.fill(message, (byte) i);
                  byte[] frame = peer.frame(2, true, message);
                  written.incrementAndGet();
                  peer.send(frame);
                  if (bench.stopped()) {
                    return;
                  }
                }
              } catch (AssertionError gone) {
                return; // The rule is over, or has its own opinion.
              }
            },
            "conformance-flood");
    writer.setDaemon(true);
    writer.start();
    int before = -1;
    long since = System.nanoTime();
    // The one wait for something not to happen: that a full window stays full.
    while (writer.isAlive() && System.nanoTime() - since < QUIET_MILLIS * 1_000_000L) {
      if (written.get() != before) {
        before = written.get();
        since = System.nanoTime();
      }
      LockSupport.parkNanos(1_000_000);
    }
    bench.stop();
    return written.get();
  }
}
