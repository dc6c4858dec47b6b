package dev.hawser.frame;

/**
 * Working memory that readers borrow for the length of one call.
 *
 * <p>One per thread that reads serves any number of connections, so that a waiting connection holds
 * none. Not safe for use by two threads at once. Holds at most 64 KiB, from the first use on.
 */
public final class Scratch {
  private static final int MOST = 64 * 1024;

  private byte[] kept = new byte[0];

  /** Returns working memory that holds nothing yet. */
  public Scratch() {}

  /** Returns an array of at least that many bytes with any content. */
  byte[] atLeast(int bytes) {
    if (bytes <= kept.length) {
      return kept;
    }
    if (bytes > MOST) {
      return new byte[bytes];
    }
    kept = new byte[Math.max(1024, Integer.highestOneBit(bytes - 1) << 1)];
    return kept;
  }
}
