package dev.hawser.driver;

import org.jspecify.annotations.Nullable;

/**
 * Which link an outbox's messages go to.
 *
 * <p>The outbox's lock guards it; only {@link #direct} is read without. A link takes over when the
 * one before has ended, or the peer closes it, and nothing is under way on it, because until then
 * its messages may come back and are older.
 */
final class Route {
  /** Where messages go, null while they wait. */
  private @Nullable SessionLink link;

  /** The last link messages were let to, until it has ended. */
  private @Nullable SessionLink last;

  /** The last link, from the peer's Close to its end. */
  private @Nullable SessionLink parting;

  /** A link that is to take over. */
  private @Nullable SessionLink next;

  /** The link, while nothing waits and a message may go straight to it. */
  private volatile @Nullable SessionLink direct;

  private boolean over;

  @Nullable SessionLink link() {
    return link;
  }

  @Nullable SessionLink direct() {
    return direct;
  }

  /** Nothing waits: messages may go straight to that link. */
  void straight(SessionLink to) {
    direct = to;
  }

  /** Something waits: messages queue behind it. */
  void queue() {
    direct = null;
  }

  /**
   * Messages go to that link, now or when the last one has ended.
   *
   * <p>A link may have ended before its turn came; nothing would ever come back from it, and those
   * after it would wait for ever.
   */
  void attach(SessionLink opened) {
    if (!over && opened.isOpen()) {
      next = opened;
    }
  }

  /** Nothing is under way: a link that waits may take over if the one before has ended. */
  void advance() {
    if (last == null && next != null) {
      link = next;
      last = next;
      next = null;
    }
  }

  /** Messages go there no more, but may still come back from there. */
  void detach(SessionLink closing) {
    if (link == closing) {
      link = null;
      direct = null;
    }
    if (next == closing) {
      next = null;
    }
  }

  /** The peer closes it: it gets nothing more, and its end need not be waited for. */
  void part(SessionLink closing) {
    detach(closing);
    if (last == closing) {
      parting = closing;
    }
  }

  /** Returns the link that counts as ended when nothing is under way; null for none. */
  @Nullable SessionLink parting() {
    return parting;
  }

  /** Returns the link whose messages may still be confirmed; null for none. */
  @Nullable SessionLink confirms() {
    return last == parting ? null : last;
  }

  /** It has ended; only what was handed to it too late still comes back from there. */
  void ended(SessionLink gone) {
    detach(gone);
    if (last == gone) {
      parting = null;
      last = null;
    }
  }

  /** Messages go nowhere any more. */
  void end() {
    over = true;
    link = null;
    next = null;
    direct = null;
  }

  boolean isOver() {
    return over;
  }
}
