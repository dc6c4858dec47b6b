package dev.hawser.diagnosis;

import dev.hawser.close.Ending;
import dev.hawser.close.TransportEnd;
import java.util.ArrayList;
import java.util.List;

/**
 * From a line that ended without a word to a cause, by what ended with it, how regularly, and what
 * passed last. One loss alone seldom tells.
 */
final class LostRules {
  private LostRules() {}

  /** The line ended without a Close frame of the peer. */
  static Finding dropped(Evidence evidence) {
    Ending ending = evidence.ending();
    TransportEnd end = ending.facts().frames().transportEnd();
    if (evidence.address() == LocalAddress.GONE) {
      return Finding.confirmed(Cause.NETWORK_CHANGE);
    }
    if (end == TransportEnd.WRITE_TIMEOUT) {
      return silent(evidence);
    }
    List<Clue> clues = new ArrayList<>(new Timing(evidence.history()).clues());
    clues.addAll(Moments.clues(evidence));
    clues.addAll(LastMessage.tooBig(ending.facts().traffic()));
    clues.addAll(OwnSideRules.clues(evidence));
    return new Score(clues, ending.facts().phase()).or(end(end));
  }

  /** Nothing came through any more. */
  static Finding silent(Evidence evidence) {
    if (evidence.address() == LocalAddress.GONE) {
      return Finding.confirmed(Cause.NETWORK_CHANGE);
    }
    List<Clue> clues = new ArrayList<>(Moments.clues(evidence));
    clues.addAll(LastMessage.vanished(evidence.ending().facts()));
    clues.addAll(OwnSideRules.clues(evidence));
    clues.add(new Clue(Cause.PATH_DEAD, Clue.Kind.TRAFFIC, Clue.STRONG, Measure.NONE));
    return new Score(clues, evidence.ending().facts().phase()).or(Finding.unknown());
  }

  /** Returns what the end alone says: how the nearest hop ended the line, not why. */
  private static Finding end(TransportEnd end) {
    return switch (end) {
      case FIN, TLS_CLOSE_NOTIFY -> new Finding(Cause.FIN_WITHOUT_CLOSE, Confidence.UNKNOWN);
      case RST, TLS_TRUNCATED -> new Finding(Cause.BACKEND_CRASH, Confidence.UNKNOWN);
      case TLS_ALERT -> Finding.likely(Cause.TLS_HANDSHAKE);
      case WRITE_TIMEOUT, LOCAL, UNSEEN -> Finding.unknown();
    };
  }
}
