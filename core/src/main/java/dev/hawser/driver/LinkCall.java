package dev.hawser.driver;

/** Marks threads while they run a callback of a link, where nothing may block. */
public final class LinkCall {
  private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);

  private LinkCall() {}

  /** A callback begins, where that is on the link's thread. */
  static void enter(boolean onLinkThread) {
    if (onLinkThread) {
      enter();
    }
  }

  /** A callback is over, where it was on the link's thread. */
  static void exit(boolean onLinkThread) {
    if (onLinkThread) {
      exit();
    }
  }

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
