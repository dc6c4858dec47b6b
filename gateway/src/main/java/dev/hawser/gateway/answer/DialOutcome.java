package dev.hawser.gateway.answer;

import dev.hawser.close.Ending;
import dev.hawser.close.Phase;
import dev.hawser.http.HttpAnswer;
import java.security.cert.CertificateException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a dial that opened nothing means to the client that waits: table (a). */
public final class DialOutcome {
  private static final Duration EARLY = Duration.ofSeconds(10);

  private DialOutcome() {}

  /**
   * Tells whether another upstream may be asked: nothing of the request was sent.
   *
   * <p>A request that was sent may have had effects, so it is not sent twice.
   */
  public static boolean another(Ending ending) {
    return ending instanceof Ending.Unreachable no
        && switch (no.kind()) {
          case NAME_NOT_RESOLVED,
              CONNECTION_REFUSED,
              CONNECT_FAILED,
              CONNECT_TIMEOUT,
              TLS_FAILED,
              PROXY_FAILED,
              PROXY_REFUSED,
              PROXY_AUTHENTICATION,
              NOT_PREPARED,
              TRANSPORT_CLOSED ->
              true;
          case LOST -> no.facts().phase() != Phase.HANDSHAKING;
          case HANDSHAKE_TIMEOUT, BAD_ANSWER, SUBPROTOCOL_MISMATCH -> false;
        };
  }

  /** Returns what to answer the client when a dial ended so. */
  public static HttpAnswer answer(Ending ending, Asking asking) {
    if (ending instanceof Ending.Refused refused && passable(refused.answer().status())) {
      return Refusal.passed(refused.answer(), asking);
    }
    return denial(ending).answer(asking);
  }

  /**
   * Tells whether an ending speaks against the upstream: it could not be had, answered 500 or more,
   * or dropped a session within ten seconds. A refusal with less is the client's affair.
   */
  public static boolean speaksAgainst(Ending ending) {
    if (ending instanceof Ending.Refused refused) {
      return refused.answer().status() >= 500;
    }
    if (ending instanceof Ending.Unreachable unreachable) {
      return unreachable(unreachable).hop() == Denial.Hop.UPSTREAM;
    }
    return ending instanceof Ending.Dropped
        && ending.facts().timeline().open().compareTo(EARLY) < 0;
  }

  /** Returns what happened as the token of a Close, such as {@code connection_refused}. */
  public static String token(Ending ending) {
    return ending instanceof Ending.Refused refused
        ? "refused:" + refused.answer().status()
        : denial(ending).error().token();
  }

  private static boolean passable(int status) {
    return status >= 200 && status <= 599;
  }

  /** Returns how the gateway names an ending before the upgrade that is not to be passed on. */
  static Denial denial(Ending ending) {
    if (ending instanceof Ending.Refused refused) {
      return with(ProxyError.HTTP_PROTOCOL_ERROR, refused.answer().status(), "");
    }
    return ending instanceof Ending.Unreachable unreachable
        ? unreachable(unreachable)
        : Denial.gateway(ProxyError.PROXY_INTERNAL_ERROR);
  }

  private static Denial unreachable(Ending.Unreachable ending) {
    Phase phase = ending.facts().phase();
    return switch (ending.kind()) {
      case NAME_NOT_RESOLVED -> Denial.upstream(ProxyError.DNS_ERROR);
      case CONNECTION_REFUSED -> Denial.upstream(ProxyError.CONNECTION_REFUSED);
      case CONNECT_FAILED, PROXY_FAILED, PROXY_REFUSED, PROXY_AUTHENTICATION ->
          Denial.upstream(ProxyError.CONNECTION_TERMINATED);
      case CONNECT_TIMEOUT ->
          Denial.upstream(
              phase == Phase.RESOLVING ? ProxyError.DNS_TIMEOUT : ProxyError.CONNECTION_TIMEOUT);
      case TLS_FAILED -> tls(ending);
      case HANDSHAKE_TIMEOUT -> Denial.upstream(ProxyError.HTTP_RESPONSE_TIMEOUT);
      case LOST ->
          Denial.upstream(
              ending.facts().frames().midFrame()
                  ? ProxyError.HTTP_RESPONSE_INCOMPLETE
                  : ProxyError.CONNECTION_TERMINATED);
      case BAD_ANSWER, SUBPROTOCOL_MISMATCH -> bad(ending);
      case NOT_PREPARED, TRANSPORT_CLOSED -> Denial.gateway(ProxyError.PROXY_INTERNAL_ERROR);
    };
  }

  private static Denial bad(Ending.Unreachable ending) {
    HttpAnswer answer = ending.facts().peer().answer();
    return answer == null
        ? Denial.upstream(ProxyError.HTTP_PROTOCOL_ERROR)
        : with(ProxyError.HTTP_UPGRADE_FAILED, answer.status(), ending.text());
  }

  private static Denial tls(Ending.Unreachable ending) {
    int alert = ending.facts().frames().tlsAlert();
    if (alert >= 0) {
      Denial.Detail detail = new Denial.Detail(0, alert, "");
      return new Denial(ProxyError.TLS_ALERT_RECEIVED, Denial.Hop.UPSTREAM, detail);
    }
    return Denial.upstream(
        untrusted(ending.facts().exception())
            ? ProxyError.TLS_CERTIFICATE_ERROR
            : ProxyError.TLS_PROTOCOL_ERROR);
  }

  private static boolean untrusted(@Nullable Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static Denial with(ProxyError error, int status, String text) {
    return new Denial(error, Denial.Hop.UPSTREAM, new Denial.Detail(status, -1, text));
  }
}
