package dev.hawser.driver;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Marks threads while they run calls of the library, where not everything may block. */
public final class LinkCall {
  private static final ThreadLocal<LinkCall> HERE = ThreadLocal.withInitial(LinkCall::new);

  /** Calls on a link's own thread. */
  private int onLink;

  /** Calls of any kind. */
  private int calls;

  /** Whose they are, the outermost first. */
  private @Nullable Object[] whose = new @Nullable Object[4];

  private LinkCall() {}

  /**
   * A callback begins, perhaps on a link's own thread.
   *
   * @param of what cannot go on before it is over: a {@link SessionLink}, the {@link ClientFace} of
   *     a connection's listeners and functions, or the {@link ConnectionDriver} of its steps
   */
  static void enter(boolean onLinkThread, Object of) {
    LinkCall here = HERE.get();
    if (here.calls == here.whose.length) {
      here.whose = Arrays.copyOf(here.whose, 2 * here.calls);
    }
    here.whose[here.calls++] = of;
    if (onLinkThread) {
      here.onLink++;
    }
  }

  /** The callback that began last is over. */
  static void exit(boolean onLinkThread) {
    LinkCall here = HERE.get();
    here.whose[--here.calls] = null;
    if (onLinkThread) {
      here.onLink--;
    }
  }

  /** Runs the task as a callback. */
  static void run(boolean onLinkThread, Object of, Runnable task) {
    enter(onLinkThread, of);
    try {
      task.run();
    } finally {
      exit(onLinkThread);
    }
  }

  /** Returns the task, marked as a call of the library. */
  static Runnable marked(Object of, Runnable task) {
    return () -> run(false, of, task);
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
   * Lets a call block until something of one of those has happened.
   *
   * @param what the call, for the message
   * @param awaited tells whose callbacks come before it
   * @throws IllegalStateException on a link's thread, and in a callback that it would wait for
   */
  public static void mayWait(String what, Predicate<Object> awaited) {
    mayBlock(what);
    LinkCall here = HERE.get();
    for (int i = 0; i < here.calls; i++) {
      Object of = here.whose[i];
      if (of != null && awaited.test(of)) {
        throw new IllegalStateException(
            what + " waits for what comes only behind this callback: use a thread of your own");
      }
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
