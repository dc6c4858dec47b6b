package dev.hawser.transport;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * A source of unpredictable 32-bit numbers for masking keys and handshake keys.
 *
 * <p>RFC 6455 s.10.3 wants masking keys that the application's data cannot predict, from a strong
 * source of entropy. Thread-safe.
 */
@FunctionalInterface
public interface Masks {
  /** Returns the next number, all 32 bits unpredictable. */
  int next();

  /** Returns the sixteen unpredictable bytes that an upgrade request's key is made of. */
  default byte[] nonce() { // RFC 6455 s.4.1
    ByteBuffer sixteen = ByteBuffer.allocate(16);
    while (sixteen.hasRemaining()) {
      sixteen.putInt(next());
    }
    return sixteen.array();
  }

  /**
   * Returns a source over {@link SecureRandom} that draws for 256 numbers at a time.
   *
   * <p>Every number is the generator's own output, used once, so predicting one is as hard as
   * predicting the generator; drawing ahead changes only when the work is done. Each thread has its
   * own store of a kilobyte, so no lock is held for a message.
   */
  static Masks secure() {
    return BufferedMasks.SHARED;
  }
}
