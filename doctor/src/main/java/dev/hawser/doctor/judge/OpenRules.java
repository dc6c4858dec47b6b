package dev.hawser.doctor.judge;

import static dev.hawser.diagnosis.Confidence.CONFIRMED;
import static dev.hawser.diagnosis.Confidence.LIKELY;
import static dev.hawser.diagnosis.Confidence.POSSIBLE;
import static dev.hawser.diagnosis.Confidence.UNKNOWN;

import dev.hawser.close.CloseCode;
import dev.hawser.diagnosis.Cause;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.CloseLook;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.FrameNote;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.SessionLook;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The open WebSocket: rules R16, R18, R28, R31, R32 and R34, and sessions that end at once. */
final class OpenRules {
  /** From so many sessions in a row that end at once, the pattern is the cause. */
  private static final int FLAPPING_FROM = 3;

  /** A session that lived for so long was not ended at once. */
  private static final long NOT_AT_ONCE = 1_000;

  /** A Pong that takes longer is not held up by this machine or the way alone. */
  private static final long HELD_BACK = 200;

  private OpenRules() {}

  static Findings of(CaseFile file) {
    SessionLook session = file.session();
    if (session == null) {
      return Findings.NONE;
    }
    Finding main = broken(session);
    boolean idle = IdleRules.endedLikeThem(file, session);
    if (main == null && session.lost() && !idle) {
      main = lost(session, 1 + file.others().size());
    }
    if (main == null) {
      main = deaf(file, session);
    }
    Exchange answer = file.at(Probe.WS0);
    if (main == null && answer != null) {
      Finding refused = subprotocol(file, answer);
      main = refused != null ? refused : heldBack(answer, session);
    }
    if (main == null && !idle && !file.others().isEmpty()) {
      main = lost(file.others().get(0), file.others().size());
    }
    return new Findings(main, warnings(file, session));
  }

  /** Frames that no WebSocket server sends. */
  private static @Nullable Finding broken(SessionLook session) {
    for (FrameNote frame : session.frames()) {
      if (frame.rsv() != 0) {
        boolean corrupt = (frame.rsv() & 0x30) != 0;
        return Finding.of(
            corrupt ? Cause.MIDDLEBOX_CORRUPTION : Cause.PROTOCOL_ERROR,
            corrupt ? LIKELY : CONFIRMED,
            Stage.OPEN,
            Phrase.of("proof.reserved-bits", "0x" + Integer.toHexString(frame.rsv())));
      }
      if (frame.masked() || frame.unknownOpcode()) {
        return Finding.of(
            Cause.PROTOCOL_ERROR,
            CONFIRMED,
            Stage.OPEN,
            frame.masked() ? Phrase.of("proof.masked") : Phrase.of("proof.opcode", frame.opcode()));
      }
      if (!frame.defect().isEmpty()) {
        boolean text = frame.defect().equals(FrameNote.NOT_UTF8);
        return Finding.of(
            text ? Cause.INVALID_PAYLOAD : Cause.PROTOCOL_ERROR,
            CONFIRMED,
            Stage.OPEN,
            Phrase.of(key(frame.defect()), frame.length()));
      }
      if (frame.close() && frame.length() > 0 && !legal(frame)) {
        return Finding.of(
            Cause.PEER_ILLEGAL_CLOSE,
            CONFIRMED,
            Stage.OPEN,
            Phrase.of("proof.illegal-code", frame.length() == 1 ? "?" : frame.code()));
      }
    }
    return null;
  }

  private static String key(String defect) {
    return switch (defect) {
      case FrameNote.FRAGMENTED_CONTROL -> "proof.frame-fragmented-control";
      case FrameNote.LONG_CONTROL -> "proof.frame-long-control";
      case FrameNote.NOTHING_BEGUN -> "proof.frame-nothing-begun";
      case FrameNote.STILL_OPEN -> "proof.frame-still-open";
      default -> "proof.frame-not-utf8";
    };
  }

  private static boolean legal(FrameNote close) {
    return close.length() > 1 && CloseCode.of(close.code()).legalOnWire(true);
  }

  private static Finding lost(SessionLook session, int inARow) {
    FrameNote close = session.close();
    boolean quiet = session.frames().stream().noneMatch(f -> f.opcode() <= 2);
    // Nothing of ours can have broken the protocol: nothing had been sent yet.
    if (close != null && close.code() == 1002 && session.pings() == 0 && quiet) {
      return Finding.of(
          Cause.SCG_BACKEND_HANDSHAKE,
          LIKELY,
          Stage.OPEN,
          Phrase.of("proof.taken-back", close.atMillis(), close.text()));
    }
    boolean silent =
        close == null || (CloseRules.saysNothing(close.code()) && close.text().isEmpty());
    if (silent && inARow >= FLAPPING_FROM && session.millis() < NOT_AT_ONCE) {
      return Finding.of(
          Cause.FLAPPING,
          LIKELY,
          Stage.OPEN,
          Phrase.of("proof.flapping", inARow, close == null ? session.end() : close.code()));
    }
    return close != null
        ? CloseRules.of(close)
        : Finding.of(
            Cause.UNKNOWN,
            UNKNOWN,
            Stage.OPEN,
            Phrase.of("proof.lost-once", session.end(), session.millis()));
  }

  /** Pings without Pongs; a closing handshake afterwards shows who is still there. */
  private static @Nullable Finding deaf(CaseFile file, SessionLook session) {
    int answered = session.rttMicros().size();
    if (session.pings() < 2 || answered > session.pings() - 2) {
      return null;
    }
    boolean answersClose = file.closes().stream().anyMatch(c -> c.echoed() != 0);
    Phrase unanswered = Phrase.of("proof.no-pong", session.pings() - answered, session.pings());
    return answersClose
        ? Finding.of(Cause.PROTOCOL_ERROR, CONFIRMED, Stage.OPEN, unanswered)
            .and(Phrase.of("proof.answers-close"))
        : Finding.of(Cause.PATH_DEAD, LIKELY, Stage.OPEN, unanswered);
  }

  /**
   * Pongs that all take far longer than the handshake took: something collects before it sends. A
   * machine that stalls now and then lets some of them pass at once.
   */
  private static @Nullable Finding heldBack(Exchange answer, SessionLook session) {
    long pong = session.rttMicros(0) / 1_000;
    if (pong < HELD_BACK || pong < 3 * Math.max(answer.millis(), 1)) {
      return null;
    }
    return Finding.of(
        Cause.BUFFERED, POSSIBLE, Stage.OPEN, Phrase.of("proof.held-back", pong, answer.millis()));
  }

  private static @Nullable Finding subprotocol(CaseFile file, Exchange answer) {
    List<String> offered = file.ask().subprotocols();
    String chosen = answer.header("Sec-WebSocket-Protocol");
    boolean fits = chosen.isEmpty() ? offered.isEmpty() : offered.contains(chosen);
    if (fits) {
      return null;
    }
    return Finding.of(
        Cause.SUBPROTOCOL_NONE,
        CONFIRMED,
        Stage.UPGRADE,
        Phrase.of("proof.subprotocol", String.join(", ", offered), chosen));
  }

  private static List<Finding> warnings(CaseFile file, SessionLook session) {
    List<Finding> all = new ArrayList<>();
    if (session.wrongPongs() > 0) {
      all.add(
          Finding.of(Cause.PROTOCOL_ERROR, CONFIRMED, Stage.OPEN, Phrase.of("proof.wrong-pong")));
    }
    for (CloseLook close : file.closes()) {
      if (close.echoed() == 0) {
        all.add(
            Finding.of(
                Cause.CLOSE_UNANSWERED,
                LIKELY,
                Stage.CLOSING,
                Phrase.of("proof.no-echo", close.sent(), close.end())));
        break;
      }
    }
    for (CloseLook answer : file.malformed()) {
      if (answer.echoed() != answer.sent()) {
        all.add(
            Finding.of(
                Cause.PROTOCOL_ERROR,
                CONFIRMED,
                Stage.OPEN,
                Phrase.of("proof.tolerated", answer.sent(), answer.echoed(), answer.end())));
      }
    }
    return all;
  }
}
