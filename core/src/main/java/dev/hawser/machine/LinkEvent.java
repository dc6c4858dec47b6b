package dev.hawser.machine;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;

/** What can happen to a link; the kinds are the columns of the machine's table. */
public sealed interface LinkEvent {
  /** Returns the column of the table. */
  Kind kind();

  /** The columns of the table. */
  enum Kind {
    /** The upgrade request goes out. */
    ASKED,
    /** The opening handshake succeeded. */
    OPENED,
    /** There is no valid answer to the upgrade request. */
    UNANSWERED,
    /** The application closes. */
    CLOSE_REQUESTED,
    /** The peer's Close came. */
    PEER_CLOSED,
    /** The library gives the session up. */
    FAILED,
    /** Our Close stands behind what was written. */
    CLOSE_SENT,
    /** The system took our Close. */
    CLOSE_WRITTEN,
    /** The peer ended its direction of TCP. */
    PEER_ENDED,
    /** TCP is gone. */
    LOST,
    /** Somebody on this side gives up at once. */
    ABORTED,
    /** A sign of life is wanted now. */
    PROBE,
    /** The deadline of the state may have come. */
    DEADLINE_REACHED
  }

  /** An event without further content. */
  enum Signal implements LinkEvent {
    /** The upgrade request goes out. */
    ASKED(Kind.ASKED),
    /** The opening handshake succeeded. */
    OPENED(Kind.OPENED),
    /** Our Close stands behind what was written. */
    CLOSE_SENT(Kind.CLOSE_SENT),
    /** The system took our Close. */
    CLOSE_WRITTEN(Kind.CLOSE_WRITTEN),
    /** The peer ended its direction of TCP. */
    PEER_ENDED(Kind.PEER_ENDED),
    /** TCP is gone. */
    LOST(Kind.LOST),
    /** A sign of life is wanted now. */
    PROBE(Kind.PROBE),
    /** The deadline of the state may have come; early is harmless. */
    DEADLINE_REACHED(Kind.DEADLINE_REACHED);

    private final Kind kind;

    Signal(Kind kind) {
      this.kind = kind;
    }

    @Override
    public Kind kind() {
      return kind;
    }
  }

  /** There is no valid answer to the upgrade request, and that is how the link ends. */
  record Unanswered(LinkFinish finish) implements LinkEvent {
    @Override
    public Kind kind() {
      return Kind.UNANSWERED;
    }
  }

  /** The application closes. */
  record CloseRequested(CloseReason reason) implements LinkEvent {
    @Override
    public Kind kind() {
      return Kind.CLOSE_REQUESTED;
    }
  }

  /** The peer's Close came. */
  record PeerClosed(CloseReason reason) implements LinkEvent {
    @Override
    public Kind kind() {
      return Kind.PEER_CLOSED;
    }
  }

  /** The library gives the session up and says so to the peer. */
  record Failed(Fault fault, String text, CloseReason reason) implements LinkEvent {
    @Override
    public Kind kind() {
      return Kind.FAILED;
    }
  }

  /** Somebody on this side gives up at once. */
  record Aborted(Initiator by) implements LinkEvent {
    @Override
    public Kind kind() {
      return Kind.ABORTED;
    }
  }
}
