package dev.hawser.diagnosis;

import static dev.hawser.diagnosis.Finding.confirmed;
import static dev.hawser.diagnosis.Finding.likely;
import static dev.hawser.diagnosis.Finding.possible;
import static dev.hawser.diagnosis.Finding.unknown;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CodeRange;
import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.MessageNote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From the peer's Close frame to a cause: its code, its words, and when it came. */
final class CloseRules {
  private static final Duration HANDSHAKE = Duration.ofMillis(200);

  private CloseRules() {}

  static Finding finding(Evidence evidence) {
    Finding said = GatewayNote.of(evidence.ending()).map(GatewayNote::finding).orElse(null);
    return said == null ? read(evidence) : said;
  }

  private static Finding read(Evidence evidence) {
    Ending ending = evidence.ending();
    Words words = new Words(ending.text());
    return switch (ending.code().value()) {
      case 1000, 1001, 1005 -> ended(evidence, words);
      case 1002 -> protocol(ending);
      // What servers say that end a client rather than queue ever more for it.
      case 1008 ->
          words.have("too slow", "slow consumer", "slow client")
              ? likely(Cause.LOCAL_STALL)
              : confirmed(Cause.POLICY);
      case 1011 ->
          words.have("ping timeout", "pong timeout", "keepalive")
              ? OwnSideRules.missedPong(ending.facts().own())
              : confirmed(Cause.SERVER_ERROR);
      case 1014 -> gateway(words);
      default -> code(ending.code());
    };
  }

  /** A gateway accepted before it asked its backend, and takes it back at once. */
  static boolean isTakenBack(Ending ending) {
    LinkFacts facts = ending.facts();
    return ending.code().value() == 1002
        && ending.text().toLowerCase(Locale.ROOT).equals("protocol error")
        && facts.traffic().messagesIn() == 0
        && facts.timeline().open().compareTo(HANDSHAKE) <= 0;
  }

  private static Finding ended(Evidence evidence, Words words) {
    if (words.have("idle", "inactiv")) {
      return confirmed(Cause.SERVER_IDLE);
    }
    if (words.have("max_age", "max age", "lifetime", "max connection")) {
      return confirmed(Cause.MAX_LIFETIME);
    }
    List<Clue> clues = new ArrayList<>(new Timing(evidence.history()).clues());
    clues.addAll(Moments.clues(evidence));
    return new Score(clues, evidence.ending().facts().phase())
        .or(
            switch (evidence.ending().code().value()) {
              case 1000 -> confirmed(Cause.DONE);
              case 1001 -> confirmed(Cause.ENDPOINT_LEAVES);
              default -> new Finding(Cause.NO_REASON_GIVEN, Confidence.UNKNOWN);
            });
  }

  private static Finding protocol(Ending ending) {
    if (isTakenBack(ending)) {
      return likely(Cause.SCG_BACKEND_HANDSHAKE);
    }
    LinkFacts facts = ending.facts();
    boolean compressed =
        facts.peer().extensions().stream().anyMatch(e -> e.startsWith("permessage-deflate"));
    boolean afterSending = false;
    for (MessageNote note : facts.traffic().lastMessages()) {
      afterSending |= note.outbound() && note.beforeEnd().compareTo(LastMessage.AT_ONCE) <= 0;
    }
    return compressed && afterSending
        ? possible(Cause.PROTOCOL_ERROR).or(Cause.PHANTOM_COMPRESSION)
        : confirmed(Cause.PROTOCOL_ERROR);
  }

  /** What a gateway says in words of another kind than {@link GatewayWord}. */
  private static Finding gateway(Words words) {
    if (words.have("timeout", "timed out")) {
      return confirmed(Cause.BACKEND_SLOW);
    }
    if (words.have("too_big", "too big")) {
      return confirmed(Cause.MESSAGE_TOO_BIG);
    }
    return words.have("bad_close", "upstream_protocol")
        ? confirmed(Cause.PROTOCOL_ERROR)
        : confirmed(Cause.BACKEND_DOWN);
  }

  private static Finding code(CloseCode code) {
    return switch (code.value()) {
      case 1003 -> confirmed(Cause.UNSUPPORTED_DATA);
      case 1007 -> confirmed(Cause.INVALID_PAYLOAD);
      case 1009 -> confirmed(Cause.MESSAGE_TOO_BIG);
      case 1010 -> confirmed(Cause.EXTENSION_MISSING);
      case 1012 -> confirmed(Cause.SERVICE_RESTART);
      case 1013 -> confirmed(Cause.OVERLOAD);
      // Registered, but many applications gave these numbers another meaning first.
      case 3000 -> likely(Cause.AUTH);
      case 3003 -> likely(Cause.FORBIDDEN);
      case 3008 -> likely(Cause.ANSWER_TIMEOUT);
      default ->
          code.range() == CodeRange.REGISTERED || code.range() == CodeRange.PRIVATE
              ? confirmed(Cause.APPLICATION)
              : unknown();
    };
  }
}
