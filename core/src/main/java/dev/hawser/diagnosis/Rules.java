package dev.hawser.diagnosis;

import static dev.hawser.diagnosis.Finding.confirmed;
import static dev.hawser.diagnosis.Finding.likely;
import static dev.hawser.diagnosis.Finding.possible;

import dev.hawser.close.CloseFrames;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Peer;
import dev.hawser.close.Phase;
import dev.hawser.close.TransportEnd;

/**
 * From evidence to a cause: tables first, one row per kind of evidence, then a score.
 *
 * <p>What the peer says of itself is confirmed; what is concluded from silence never is. How TCP
 * ended speaks of the nearest hop only, since a proxy turns a reset into an orderly end.
 */
final class Rules {
  /** From so many links in a row that ended at once, the pattern is the cause. */
  static final int FLAPPING_FROM = 3;

  /** RFC 8446 s.6.2: certificate_required. */
  private static final int CERTIFICATE_REQUIRED = 116;

  private Rules() {}

  static Finding finding(Evidence evidence) {
    Ending ending = evidence.ending();
    if (ending.by() == Initiator.USER) {
      return ending instanceof Ending.Unreachable unreachable
          ? kind(unreachable)
          : confirmed(Cause.LOCAL_CLOSE);
    }
    if (evidence.endedAtOnce() >= FLAPPING_FROM && !CloseRules.isTakenBack(ending)) {
      return likely(Cause.FLAPPING).with(Measure.count(evidence.endedAtOnce()));
    }
    if (ending instanceof Ending.Failed failed) {
      return fault(failed, evidence);
    }
    if (ending instanceof Ending.Refused refused) {
      return RefusalRules.finding(refused.answer());
    }
    if (ending instanceof Ending.Unreachable unreachable) {
      return kind(unreachable);
    }
    if (ending.by() == Initiator.LIBRARY) {
      return confirmed(Cause.LIBRARY_CLOSE);
    }
    if (ending instanceof Ending.Closed) {
      return CloseRules.finding(evidence);
    }
    return wantsCertificate(ending.facts().frames())
        ? confirmed(Cause.TLS_CLIENT_CERT)
        : LostRules.dropped(evidence);
  }

  /** Under TLS 1.3 the server may say so only after the client takes the handshake for done. */
  private static boolean wantsCertificate(CloseFrames frames) {
    return frames.transportEnd() == TransportEnd.TLS_ALERT
        && frames.tlsAlert() == CERTIFICATE_REQUIRED;
  }

  private static Finding fault(Ending.Failed ending, Evidence evidence) {
    Fault fault = ending.fault();
    return switch (fault) {
      case PROTOCOL_VIOLATION -> violation(new Words(ending.text()));
      case INVALID_PAYLOAD -> confirmed(Cause.INVALID_PAYLOAD);
      case MESSAGE_TOO_BIG -> confirmed(Cause.MESSAGE_TOO_BIG);
      case HEARTBEAT_TIMEOUT ->
          OwnSideRules.ranOut(ending) ? confirmed(Cause.LOCAL_TIMEOUT) : LostRules.silent(evidence);
      case CLOSE_TIMEOUT -> likely(Cause.CLOSE_UNANSWERED);
      case CONSUMER_STALLED -> confirmed(Cause.LOCAL_STALL);
      case CALLBACK_FAILED -> confirmed(Cause.LOCAL_CALLBACK);
      case PREPARE_FAILED, PREPARE_TIMEOUT -> confirmed(Cause.LOCAL_PREPARE);
    };
  }

  private static Finding violation(Words words) {
    if (words.have("illegal code")) {
      return confirmed(Cause.PEER_ILLEGAL_CLOSE);
    }
    return words.have("reserved bits")
        ? possible(Cause.PROTOCOL_ERROR).or(Cause.MIDDLEBOX_CORRUPTION)
        : confirmed(Cause.PROTOCOL_ERROR);
  }

  private static Finding kind(Ending.Unreachable ending) {
    return switch (ending.kind()) {
      case NAME_NOT_RESOLVED -> confirmed(Cause.DNS_NAME);
      case CONNECTION_REFUSED -> confirmed(Cause.NOT_LISTENING);
      case CONNECT_FAILED -> likely(Cause.NO_ROUTE);
      case CONNECT_TIMEOUT -> possible(Cause.FIREWALL);
      case PROXY_FAILED -> proxyFailed(ending.facts().peer());
      case PROXY_REFUSED -> confirmed(Cause.PROXY_TUNNEL);
      case PROXY_AUTHENTICATION -> confirmed(Cause.PROXY_AUTH);
      case TLS_FAILED -> TlsRules.finding(ending);
      case HANDSHAKE_TIMEOUT -> possible(Cause.BACKEND_SLOW).or(Cause.LOCAL_TIMEOUT);
      case LOST ->
          ending.facts().phase() == Phase.SECURING
              ? possible(Cause.TLS_HANDSHAKE)
              : possible(Cause.MUTE_PROXY);
      case BAD_ANSWER -> badAnswer(new Words(ending.text()));
      case SUBPROTOCOL_MISMATCH -> confirmed(Cause.SUBPROTOCOL_NONE);
      case NOT_PREPARED -> confirmed(Cause.LOCAL_PREPARE);
      case TRANSPORT_CLOSED -> confirmed(Cause.LOCAL_CLOSE);
    };
  }

  /** The words are this library's own. */
  private static Finding badAnswer(Words words) {
    if (words.have("sec-websocket-accept does not match")) {
      return confirmed(Cause.ACCEPT_MISMATCH);
    }
    if (words.have("the peer speaks tls")) {
      return confirmed(Cause.WS_TO_TLS_PORT);
    }
    return words.have("the peer speaks no http")
        ? confirmed(Cause.NOT_HTTP)
        : likely(Cause.NOT_WEBSOCKET);
  }

  /** A proxy that was not reached is named, since then it is not the host beyond it. */
  private static Finding proxyFailed(Peer peer) {
    Finding finding = likely(Cause.PROXY_TUNNEL);
    return peer.proxy() == null || peer.address() != null
        ? finding
        : finding.with(Measure.name(peer.proxy()));
  }
}
