package dev.hawser;

import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The sessions of a connection, one after the other, for whoever iterates over them. */
final class SessionLine {
  private final Inbox<Session> inbox;
  private boolean taken;

  /**
   * Makes an empty one.
   *
   * @param awaited tells whose callbacks come before the next session
   */
  SessionLine(Predicate<Object> awaited) {
    inbox = new Inbox<>("the iterator of sessions", awaited, () -> {});
  }

  /** Returns the iterable, once; beginning with the present session. */
  synchronized Iterable<Session> take(@Nullable LinkedSession present) {
    if (taken) {
      throw new IllegalStateException("the sessions are iterated over already");
    }
    taken = true;
    if (present != null && present.isOpen()) {
      queue(present);
    }
    Iterator<Session> iterator = inbox;
    return () -> iterator;
  }

  synchronized void add(LinkedSession opened) {
    if (taken) {
      // A server that accepts and closes must not fill the line while nobody reads.
      inbox.removeIf(session -> !((LinkedSession) session).worthReading());
      queue(opened);
    }
  }

  private void queue(LinkedSession session) {
    session.readAhead();
    inbox.put(session);
  }

  void end() {
    inbox.end();
  }
}
