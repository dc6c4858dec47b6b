package dev.hawser.driver;

/** Marks threads while they run a callback of a link, where nothing may block. */
public final class LinkCall {
  private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);

  private LinkCall() {}

  static void enter() {
    DEPTH.get()[0]++;
  }

  static void exit() {
    DEPTH.get()[0]--;
  }

  /**
   * Lets a call block.
   *
   * @param what the call, for the message
   * @throws IllegalStateException on a link's thread
   */
  public static void mayBlock(String what) {
    if (DEPTH.get()[0] > 0) {
      throw new IllegalStateException(
          what
              + " waits, which the link's thread must not: use callbacksOn(executor) or another"
              + " thread");
    }
  }
}
