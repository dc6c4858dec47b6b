package dev.hawser.diagnosis;

import static dev.hawser.diagnosis.Finding.confirmed;
import static dev.hawser.diagnosis.Finding.likely;
import static dev.hawser.diagnosis.Finding.possible;
import static dev.hawser.diagnosis.Finding.unknown;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CodeRange;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Phase;
import dev.hawser.close.TransportEnd;

/**
 * From evidence to a cause: tables, one row per kind of evidence.
 *
 * <p>What the peer says of itself is confirmed; what is concluded from silence never is. How TCP
 * ended speaks of the nearest hop only, since a proxy turns a reset into an orderly end.
 */
final class Rules {
  /** From so many links in a row that ended at once, the pattern is the cause. */
  static final int FLAPPING_FROM = 3;

  private Rules() {}

  static Finding finding(Evidence evidence) {
    Ending ending = evidence.ending();
    if (ending.by() == Initiator.USER) {
      return confirmed(Cause.LOCAL_CLOSE);
    }
    if (evidence.endedAtOnce() >= FLAPPING_FROM) {
      return likely(Cause.FLAPPING);
    }
    if (ending instanceof Ending.Failed failed) {
      return fault(failed.fault());
    }
    if (ending instanceof Ending.Refused refused) {
      return status(refused.answer().status());
    }
    if (ending instanceof Ending.Unreachable unreachable) {
      return kind(unreachable);
    }
    if (ending.by() == Initiator.LIBRARY) {
      return confirmed(Cause.LIBRARY_CLOSE);
    }
    return ending instanceof Ending.Closed
        ? code(ending.code())
        : end(ending.facts().frames().transportEnd());
  }

  private static Finding code(CloseCode code) {
    return switch (code.value()) {
      case 1000 -> confirmed(Cause.DONE);
      case 1001 -> confirmed(Cause.ENDPOINT_LEAVES);
      case 1002 -> confirmed(Cause.PROTOCOL_ERROR);
      case 1003 -> confirmed(Cause.UNSUPPORTED_DATA);
      case 1005 -> new Finding(Cause.NO_REASON_GIVEN, Confidence.UNKNOWN);
      case 1007 -> confirmed(Cause.INVALID_PAYLOAD);
      case 1008 -> confirmed(Cause.POLICY);
      case 1009 -> confirmed(Cause.MESSAGE_TOO_BIG);
      case 1010 -> confirmed(Cause.EXTENSION_MISSING);
      case 1011 -> confirmed(Cause.SERVER_ERROR);
      case 1012 -> confirmed(Cause.SERVICE_RESTART);
      case 1013 -> confirmed(Cause.OVERLOAD);
      case 1014 -> confirmed(Cause.BACKEND_DOWN);
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

  private static Finding end(TransportEnd end) {
    return switch (end) {
      case FIN, TLS_CLOSE_NOTIFY -> possible(Cause.FIN_WITHOUT_CLOSE);
      case RST, TLS_TRUNCATED -> possible(Cause.BACKEND_CRASH);
      case WRITE_TIMEOUT -> likely(Cause.PATH_DEAD);
      case TLS_ALERT -> likely(Cause.TLS_HANDSHAKE);
      case LOCAL, UNSEEN -> unknown();
    };
  }

  private static Finding fault(Fault fault) {
    return switch (fault) {
      case PROTOCOL_VIOLATION -> confirmed(Cause.PROTOCOL_ERROR);
      case INVALID_PAYLOAD -> confirmed(Cause.INVALID_PAYLOAD);
      case MESSAGE_TOO_BIG -> confirmed(Cause.MESSAGE_TOO_BIG);
      case HEARTBEAT_TIMEOUT -> likely(Cause.PATH_DEAD);
      case CLOSE_TIMEOUT -> likely(Cause.CLOSE_UNANSWERED);
      case CONSUMER_STALLED -> confirmed(Cause.LOCAL_STALL);
      case CALLBACK_FAILED -> confirmed(Cause.LOCAL_CALLBACK);
      case PREPARE_FAILED, PREPARE_TIMEOUT -> confirmed(Cause.LOCAL_PREPARE);
    };
  }

  private static Finding status(int status) {
    return switch (status) {
      case 401 -> confirmed(Cause.AUTH);
      case 403 -> confirmed(Cause.FORBIDDEN);
      case 404, 410 -> likely(Cause.WRONG_PATH);
      case 405, 501 -> likely(Cause.NOT_WEBSOCKET);
      case 407 -> confirmed(Cause.PROXY_AUTH);
      case 408, 504 -> likely(Cause.BACKEND_SLOW);
      case 429 -> confirmed(Cause.RATE_LIMIT);
      case 400, 426 -> possible(Cause.UPGRADE_STRIPPED);
      case 500 -> likely(Cause.SERVER_ERROR);
      case 502, 520, 521, 522, 523, 524, 530 -> likely(Cause.BACKEND_DOWN);
      case 503 -> likely(Cause.OVERLOAD);
      default -> statusClass(status);
    };
  }

  private static Finding statusClass(int status) {
    return switch (status / 100) {
      case 2 -> likely(Cause.NOT_WEBSOCKET);
      case 3 -> confirmed(Cause.REDIRECTED);
      default -> new Finding(Cause.REFUSED, Confidence.UNKNOWN);
    };
  }

  private static Finding kind(Ending.Unreachable ending) {
    return switch (ending.kind()) {
      case NAME_NOT_RESOLVED -> confirmed(Cause.DNS_NAME);
      case CONNECTION_REFUSED -> confirmed(Cause.NOT_LISTENING);
      case CONNECT_FAILED -> likely(Cause.NO_ROUTE);
      case CONNECT_TIMEOUT -> possible(Cause.FIREWALL);
      case PROXY_FAILED -> likely(Cause.PROXY_TUNNEL);
      case TLS_FAILED -> TlsRules.finding(ending);
      case HANDSHAKE_TIMEOUT -> possible(Cause.BACKEND_SLOW);
      case LOST ->
          ending.facts().phase() == Phase.SECURING
              ? possible(Cause.TLS_HANDSHAKE)
              : possible(Cause.MUTE_PROXY);
      case BAD_ANSWER -> likely(Cause.NOT_WEBSOCKET);
      case SUBPROTOCOL_MISMATCH -> confirmed(Cause.SUBPROTOCOL_NONE);
      case NOT_PREPARED -> confirmed(Cause.LOCAL_PREPARE);
    };
  }
}
