package dev.hawser.driver;

import dev.hawser.transport.Link;

/** How a session asks its link for messages; used by whoever consumes them, one at a time. */
final class Credit {
  /** Messages asked for ahead where they are consumed on the link's thread. */
  static final int BATCH = 32;

  private final boolean onLinkThread;
  private int consumed;

  Credit(boolean onLinkThread) {
    this.onLinkThread = onLinkThread;
  }

  /** Asks for the first messages. */
  void start(Link link) {
    link.request(onLinkThread ? BATCH : 1);
  }

  /** A message was consumed, so that another one may come. */
  void consumed(Link link) {
    if (!onLinkThread) {
      link.request(1);
    } else if (++consumed == BATCH / 2) {
      // On the link's thread the next message comes when this one's call returns, whatever the
      // credit; asking in batches saves calls.
      consumed = 0;
      link.request(BATCH / 2);
    }
  }
}
