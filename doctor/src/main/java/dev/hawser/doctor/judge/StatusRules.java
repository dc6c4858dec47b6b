package dev.hawser.doctor.judge;

import static dev.hawser.diagnosis.Confidence.CONFIRMED;
import static dev.hawser.diagnosis.Confidence.LIKELY;
import static dev.hawser.diagnosis.Confidence.POSSIBLE;
import static dev.hawser.diagnosis.Confidence.UNKNOWN;

import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.Confidence;
import dev.hawser.diagnosis.Hop;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.Probe;
import org.jspecify.annotations.Nullable;

/** A refusal with an HTTP status: what it means, held against its controls. */
final class StatusRules {
  /** A gateway that cannot connect says so sooner than this, or says that it timed out. */
  private static final long SLOW = 1_000;

  private StatusRules() {}

  static Finding of(CaseFile file, Exchange answer) {
    Finding told = GatewayWords.of(answer);
    if (told != null) {
      return told.by(Signatures.front(answer));
    }
    Finding special = special(file, answer);
    Finding found = special != null ? special : byStatus(file, answer);
    return GatewayWords.passedOn(answer) ? passedOn(found, answer) : found;
  }

  /** The gateway in between is none of the causes: it says that it only passes on. */
  private static Finding passedOn(Finding found, Exchange answer) {
    Finding told = found.and(Phrase.of("proof.passed-on"));
    return answer.status() >= 500 ? told.at(GatewayWords.UPSTREAM) : told;
  }

  private static @Nullable Finding special(CaseFile file, Exchange answer) {
    if (Signatures.tlsPort(answer)) {
      return found(Cause.WS_TO_TLS_PORT, CONFIRMED, answer);
    }
    if (origin(file) && answer.status() != 429) {
      return found(Cause.ORIGIN_POLICY, CONFIRMED, answer).and(Phrase.of("proof.other-origin"));
    }
    if (Signatures.http10(answer)) {
      return found(Cause.UPGRADE_STRIPPED, LIKELY, answer).and(Phrase.of("proof.http-1.0"));
    }
    if (Signatures.affinity(answer)) {
      return found(Cause.SESSION_AFFINITY, LIKELY, answer);
    }
    if (answer.status() < 400) {
      return null;
    }
    if (Signatures.certificateWanted(answer)) {
      return found(Cause.TLS_CLIENT_CERT, LIKELY, answer);
    }
    if (Signatures.headTooBig(answer)) {
      return found(Cause.HEAD_TOO_BIG, LIKELY, answer);
    }
    if (Signatures.subprotocolWanted(answer)) {
      return found(Cause.SUBPROTOCOL_NONE, LIKELY, answer);
    }
    return Signatures.waf(answer) ? found(Cause.WAF, LIKELY, answer) : null;
  }

  /** Refused with the origin sent, accepted with another or none (R14). */
  private static boolean origin(CaseFile file) {
    return upgraded(file, Probe.NO_ORIGIN)
        || upgraded(file, Probe.OWN_ORIGIN)
        || upgraded(file, Probe.FOREIGN_ORIGIN);
  }

  private static boolean upgraded(CaseFile file, Probe probe) {
    Exchange control = file.at(probe);
    return control != null && control.upgraded();
  }

  private static Finding byStatus(CaseFile file, Exchange answer) {
    int status = answer.status();
    return switch (status) {
      case 401 -> found(Cause.AUTH, CONFIRMED, answer);
      case 403 -> found(Cause.FORBIDDEN, LIKELY, answer);
      case 404, 410 -> found(Cause.WRONG_PATH, LIKELY, answer);
      case 405, 501 -> found(Cause.NOT_WEBSOCKET, LIKELY, answer);
      case 407 -> found(Cause.PROXY_AUTH, CONFIRMED, answer);
      case 414, 431, 494 -> found(Cause.HEAD_TOO_BIG, LIKELY, answer);
      case 511 -> found(Cause.PROXY_AUTH, LIKELY, answer);
      case 429 -> found(Cause.RATE_LIMIT, CONFIRMED, answer);
      case 400, 426 -> stripped(file, answer);
      case 408 -> found(Cause.BACKEND_SLOW, LIKELY, answer);
      default ->
          switch (status / 100) {
            case 2 -> page(file, answer);
            case 3 ->
                found(Cause.REDIRECTED, CONFIRMED, answer)
                    .and(Phrase.of("proof.location", answer.header("Location")));
            case 5 -> gateway(file, answer);
            default -> found(Cause.REFUSED, UNKNOWN, answer);
          };
    };
  }

  private static Finding found(Cause cause, Confidence confidence, Exchange answer) {
    String front = Signatures.front(answer);
    Phrase proof =
        front.isEmpty()
            ? Phrase.of("proof.status", answer.status())
            : Phrase.of("proof.status-by", answer.status(), front);
    return Finding.of(cause, confidence, Stage.UPGRADE, proof).by(front);
  }

  /** A page instead of a WebSocket; the same for a path that nobody has (R11). */
  private static Finding page(CaseFile file, Exchange answer) {
    Exchange random = file.at(Probe.RND);
    boolean everywhere = random != null && random.sameAs(answer) && !answer.body().isEmpty();
    if (!everywhere) {
      return found(Cause.NOT_WEBSOCKET, LIKELY, answer);
    }
    return found(Cause.CATCH_ALL_ROUTE, answer.html() ? CONFIRMED : LIKELY, answer)
        .and(Phrase.of("proof.same-everywhere"));
  }

  /** What a WebSocket server says to a request without its Upgrade, though it was sent (R10). */
  private static Finding stripped(CaseFile file, Exchange answer) {
    Exchange get = file.at(Probe.GET);
    boolean unseen = get == null || get.status() == 0;
    boolean likeGet = get != null && !unseen && get.sameAs(answer);
    boolean knows = Signatures.noUpgrade(answer) || answer.status() == 426;
    if (knows && (unseen || likeGet)) {
      return found(Cause.UPGRADE_STRIPPED, LIKELY, answer)
          .and(Phrase.of(Signatures.noUpgrade(answer) ? "proof.no-upgrade" : "proof.like-get"));
    }
    if (likeGet) {
      return found(Cause.UPGRADE_STRIPPED, POSSIBLE, answer).and(Phrase.of("proof.like-get"));
    }
    return found(Cause.REFUSED, UNKNOWN, answer);
  }

  private static Finding gateway(CaseFile file, Exchange answer) {
    String gateway = Signatures.gateway(answer);
    Exchange get = file.at(Probe.GET);
    int status = answer.status();
    boolean late = answer.firstByteMillis() >= SLOW;
    if (status == 504 || status == 524 || (status == 502 && gateway.equals("Apache") && late)) {
      return found(Cause.BACKEND_SLOW, LIKELY, answer).and(after(answer));
    }
    if (status == 502 && get != null && get.status() > 0 && get.status() < 500) {
      // What is behind the gateway answers everything else.
      Phrase alive = Phrase.of("proof.get-answered", get.status());
      if (gateway.equals("Apache")) {
        return found(Cause.UPGRADE_STRIPPED, LIKELY, answer).and(alive);
      }
      if (get.status() < 300) {
        return found(Cause.BACKEND_DOWN, POSSIBLE, answer).and(alive);
      }
    }
    boolean ofTheGateway = gateway.equals("lighttpd") || Signatures.tlsBehind(answer);
    if (status == 502 || status >= 520 || (status == 500 && ofTheGateway)) {
      return found(Cause.BACKEND_DOWN, LIKELY, answer).and(after(answer));
    }
    if (status == 503 && answer.header("Retry-After").isEmpty() && connectsFor(gateway)) {
      return found(Cause.BACKEND_DOWN, LIKELY, answer).and(after(answer));
    }
    if (status == 503) {
      boolean says = !answer.header("Retry-After").isEmpty();
      Finding overload = found(Cause.OVERLOAD, says ? LIKELY : POSSIBLE, answer);
      return says
          ? overload.and(Phrase.of("proof.retry-after", answer.header("Retry-After")))
          : overload;
    }
    return found(Cause.SERVER_ERROR, LIKELY, answer).at(Hop.BACKEND.name());
  }

  /** Gateways whose own 503 says that they could not connect. */
  private static boolean connectsFor(String gateway) {
    return !gateway.isEmpty() && !gateway.equals("nginx");
  }

  private static Phrase after(Exchange answer) {
    return Phrase.of("proof.after", Figures.seconds(Math.max(answer.firstByteMillis(), 0)));
  }
}
