package dev.hawser.driver;

/** Marks threads while they run calls of the library, where not everything may block. */
public final class LinkCall {
  private static final ThreadLocal<LinkCall> HERE = ThreadLocal.withInitial(LinkCall::new);

  /** Calls on a link's own thread. */
  private int onLink;

  /** Calls of any kind. */
  private int calls;

  private LinkCall() {}

  /** A callback of a link begins, perhaps on the link's own thread. */
  static void enter(boolean onLinkThread) {
    LinkCall here = HERE.get();
    here.calls++;
    if (onLinkThread) {
      here.onLink++;
    }
  }

  /** A callback of a link is over. */
  static void exit(boolean onLinkThread) {
    LinkCall here = HERE.get();
    here.calls--;
    if (onLinkThread) {
      here.onLink--;
    }
  }

  /** Runs the task as a callback of a link. */
  static void run(boolean onLinkThread, Runnable task) {
    enter(onLinkThread);
    try {
      task.run();
    } finally {
      exit(onLinkThread);
    }
  }

  /** Returns the task, marked as a call of the library. */
  static Runnable marked(Runnable task) {
    return () -> run(false, task);
  }

  /**
   * Lets a call block.
   *
   * @param what the call, for the message
   * @throws IllegalStateException on a link's thread
   */
  public static void mayBlock(String what) {
    if (HERE.get().onLink > 0) {
      throw new IllegalStateException(
          what
              + " waits, which the link's thread must not: use callbacksOn(executor) or another"
              + " thread");
    }
  }

  /**
   * Lets a call block until messages have gone out.
   *
   * @throws IllegalStateException in a callback of any kind: the room may depend on its return
   */
  static void mayWaitForRoom() {
    if (HERE.get().calls > 0) {
      throw new IllegalStateException(
          "the outbox is full and whenFull(BLOCK) waits for room, which a callback must not: send"
              + " from a thread of your own");
    }
  }
}
