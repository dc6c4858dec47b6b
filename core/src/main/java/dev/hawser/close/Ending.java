package dev.hawser.close;

import dev.hawser.http.HttpAnswer;

/**
 * How a link ended: one value of facts, never an exception.
 *
 * <p>Immutable. Each link, whether it opened or not, has exactly one. The five questions an ending
 * answers: was there ever a session ({@link #opened}), who began the end ({@link #by}), which code
 * describes it ({@link #code}), what was said with it ({@link #text}) and what was seen ({@link
 * #facts}).
 */
public sealed interface Ending {
  /** Returns everything that was seen of the link. */
  LinkFacts facts();

  /** Returns who began the end. */
  Initiator by();

  /**
   * Returns the close code that describes the end: that of the Close frame which began it, 1006
   * when none did, 1015 when TLS failed before the upgrade (RFC 6455 s.7.1.5, s.7.4.1).
   */
  CloseCode code();

  /** Returns the Close frame's text, or what this library found wrong; empty when neither is. */
  String text();

  /** Tells whether a session existed: the opening handshake succeeded. */
  boolean opened();

  /**
   * The closing handshake: a Close frame of the peer arrived, first or as an answer.
   *
   * @param reason the Close frame that came first, in whichever direction
   */
  record Closed(Initiator by, CloseReason reason, LinkFacts facts) implements Ending {
    /** Tells whether both Close frames passed and the transport ended in order. */
    public boolean clean() {
      return facts.frames().clean();
    }

    @Override
    public CloseCode code() {
      return reason.code();
    }

    @Override
    public String text() {
      return reason.text();
    }

    @Override
    public boolean opened() {
      return true;
    }
  }

  /**
   * The library gave up an open link.
   *
   * @param text what was wrong, in English, such as {@code reserved opcode 3}
   */
  record Failed(Fault fault, String text, LinkFacts facts) implements Ending {
    @Override
    public Initiator by() {
      return Initiator.LIBRARY;
    }

    /**
     * Returns the code of the Close frame this side sent because of the fault, 1006 when it sent
     * none; 1006 too when the fault is that the closing handshake was never finished.
     */
    @Override
    public CloseCode code() {
      CloseReason sent = facts.frames().sent();
      return fault == Fault.CLOSE_TIMEOUT || sent == null
          ? CloseCode.ABNORMAL_CLOSURE
          : sent.code();
    }

    @Override
    public boolean opened() {
      return true;
    }
  }

  /** The line of an open link ended without a Close frame from the peer: 1006. */
  record Dropped(LinkFacts facts) implements Ending {
    @Override
    public Initiator by() {
      return Initiator.NETWORK;
    }

    @Override
    public CloseCode code() {
      return CloseCode.ABNORMAL_CLOSURE;
    }

    @Override
    public String text() {
      return "";
    }

    @Override
    public boolean opened() {
      return true;
    }
  }

  /** The upgrade request was answered with another status than 101. */
  record Refused(HttpAnswer answer, LinkFacts facts) implements Ending {
    @Override
    public Initiator by() {
      return Initiator.PEER;
    }

    @Override
    public CloseCode code() {
      return CloseCode.ABNORMAL_CLOSURE;
    }

    @Override
    public String text() {
      return "HTTP " + answer.status();
    }

    @Override
    public boolean opened() {
      return false;
    }
  }

  /**
   * No valid answer was had.
   *
   * @param text what was wrong, in English, such as {@code Sec-WebSocket-Accept does not match}
   */
  record Unreachable(Unreachability kind, String text, LinkFacts facts) implements Ending {
    @Override
    public Initiator by() {
      return switch (kind) {
        case NOT_PREPARED -> Initiator.LIBRARY;
        case TRANSPORT_CLOSED -> Initiator.USER;
        case BAD_ANSWER, SUBPROTOCOL_MISMATCH -> Initiator.PEER;
        default -> Initiator.NETWORK;
      };
    }

    @Override
    public CloseCode code() {
      return kind == Unreachability.TLS_FAILED
          ? CloseCode.TLS_HANDSHAKE
          : CloseCode.ABNORMAL_CLOSURE;
    }

    @Override
    public boolean opened() {
      return false;
    }
  }

  /** This side ended the link at once, without a closing handshake. */
  record Aborted(Initiator by, boolean opened, LinkFacts facts) implements Ending {
    @Override
    public CloseCode code() {
      return CloseCode.ABNORMAL_CLOSURE;
    }

    @Override
    public String text() {
      return "";
    }
  }
}
