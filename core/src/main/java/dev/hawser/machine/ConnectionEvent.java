package dev.hawser.machine;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;

/** What can happen to a connection; the kinds are the columns of the machine's table. */
public sealed interface ConnectionEvent {
  /** Returns the column of the table. */
  Kind kind();

  /** The columns of the table. */
  enum Kind {
    /** The user asks for the connection. */
    CONNECT,
    /** The gate lets the attempt dial. */
    GRANTED,
    /** The opening handshake succeeded. */
    OPENED,
    /** The preparation of the session is complete. */
    PREPARED,
    /** The preparation of the session failed. */
    PREPARE_FAILED,
    /** The peer's Close came: nothing more goes over the link, and its end will follow. */
    PEER_CLOSED,
    /** The link has ended: its one end. */
    ENDED,
    /** The user asks for the end. */
    CLOSE_REQUESTED,
    /** The user asks for a fresh link. */
    RENEW,
    /** The deadline of the state may have come. */
    DEADLINE_REACHED,
    /** The network is back, the machine woke up, or the user asks to try now. */
    WAKE
  }

  /** An event without further content. */
  enum Signal implements ConnectionEvent {
    /** The user asks for the connection. */
    CONNECT(Kind.CONNECT),
    /** The user asks for a fresh link. */
    RENEW(Kind.RENEW),
    /** The deadline of the state may have come; early is harmless. */
    DEADLINE_REACHED(Kind.DEADLINE_REACHED),
    /** The network is back, the machine woke up, or the user asks to try now. */
    WAKE(Kind.WAKE);

    private final Kind kind;

    Signal(Kind kind) {
      this.kind = kind;
    }

    @Override
    public Kind kind() {
      return kind;
    }
  }

  /** An event of one link, known by its number; that of an older link is ignored. */
  sealed interface OfLink extends ConnectionEvent {
    /** Returns the number of the link. */
    long link();
  }

  /** The gate lets the attempt dial; if no {@code Dial} follows, the slot is to be given back. */
  record Granted(long link) implements OfLink {
    @Override
    public Kind kind() {
      return Kind.GRANTED;
    }
  }

  /** The opening handshake succeeded. */
  record Opened(long link) implements OfLink {
    @Override
    public Kind kind() {
      return Kind.OPENED;
    }
  }

  /** The preparation of the session is complete; without one, at once. */
  record Prepared(long link) implements OfLink {
    @Override
    public Kind kind() {
      return Kind.PREPARED;
    }
  }

  /** The preparation of the session failed with that exception. */
  record PrepareFailed(long link, Throwable cause) implements OfLink {
    @Override
    public Kind kind() {
      return Kind.PREPARE_FAILED;
    }
  }

  /**
   * The peer's Close came first; the teardown of the link goes on behind, and {@link Ended}
   * follows.
   *
   * @param soFar how the link will end, with the evidence at this moment
   */
  record PeerClosed(long link, Ending soFar) implements OfLink {
    @Override
    public Kind kind() {
      return Kind.PEER_CLOSED;
    }
  }

  /**
   * The link has ended. A dial whose endpoint or credentials could not be had ends so too, with
   * {@code Unreachable(NOT_PREPARED)}.
   */
  record Ended(long link, Ending ending) implements OfLink {
    @Override
    public Kind kind() {
      return Kind.ENDED;
    }
  }

  /** The user asks for the end; the reason goes to the peer where there is a session. */
  record CloseRequested(CloseReason reason) implements ConnectionEvent {
    @Override
    public Kind kind() {
      return Kind.CLOSE_REQUESTED;
    }
  }
}
