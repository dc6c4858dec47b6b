package dev.hawser.machine;

import dev.hawser.close.CloseReason;

/** What a link's machine wants done. */
public sealed interface LinkEffect {
  /** Has it done. */
  void on(LinkActs acts);

  /** An effect without further content. */
  enum Plain implements LinkEffect {
    /** The listener learns that the link is open. */
    TELL_OPEN {
      @Override
      public void on(LinkActs acts) {
        acts.tellOpen();
      }
    },
    /** A Ping of the heartbeat goes out. */
    PING {
      @Override
      public void on(LinkActs acts) {
        acts.ping();
      }
    },
    /** Our direction of TCP ends behind what was written. */
    HALF_CLOSE {
      @Override
      public void on(LinkActs acts) {
        acts.halfClose();
      }
    },
    /** TCP ends at once. */
    DROP {
      @Override
      public void on(LinkActs acts) {
        acts.drop();
      }
    },
    /** Undelivered messages are forgotten. */
    DISCARD {
      @Override
      public void on(LinkActs acts) {
        acts.discard();
      }
    }
  }

  /** The one Close frame goes out, at once or behind everything accepted. */
  record SendClose(CloseReason reason, boolean atOnce) implements LinkEffect {
    @Override
    public void on(LinkActs acts) {
      acts.sendClose(reason, atOnce);
    }
  }

  /** The listener learns that the peer closes, behind undelivered messages. */
  record TellClosing(LinkFinish finish) implements LinkEffect {
    @Override
    public void on(LinkActs acts) {
      acts.tellClosing(finish);
    }
  }

  /** The listener learns of the end, behind undelivered messages. */
  record Announce(LinkFinish finish) implements LinkEffect {
    @Override
    public void on(LinkActs acts) {
      acts.announce(finish);
    }
  }
}
