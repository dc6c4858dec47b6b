package dev.hawser.testing;

import dev.hawser.close.CloseFrames;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.TransportEnd;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The Close frames of a scripted link, and who sent the first. */
final class ScriptedCloses {
  @Nullable CloseReason sent;
  @Nullable CloseReason received;

  /** Whether the peer keeps its answer back. */
  boolean holdAnswer;

  /** Whether the line stays after the peer's Close. */
  boolean holdEnd;

  private boolean sentFirst;

  /** The link closes. */
  void send(CloseReason reason) {
    sent = reason;
    sentFirst = true;
  }

  /** The peer closes; false where it has done so before. */
  boolean receive(CloseReason reason) {
    if (received != null) {
      return false;
    }
    received = reason;
    return true;
  }

  /** Answers the peer's Close; false where a Close was sent before. */
  boolean answer() {
    if (sent != null) {
      return false;
    }
    sent = received;
    return true;
  }

  /** Tells whether the peer answers the link's Close now. */
  boolean answered() {
    if (holdAnswer || sent == null || received != null) {
      return false;
    }
    received = sent;
    return true;
  }

  /** Tells whether the line ends: the peer has closed, and nothing keeps it. */
  boolean over() {
    return !holdEnd && received != null;
  }

  Ending ending(LinkFacts facts) {
    CloseReason first = Objects.requireNonNull(sentFirst ? sent : received);
    return new Ending.Closed(sentFirst ? Initiator.USER : Initiator.PEER, first, facts);
  }

  CloseFrames frames(TransportEnd end) {
    return new CloseFrames(received, sent, sentFirst, end, -1, false);
  }
}
