package dev.hawser.diagnosis;

import static dev.hawser.diagnosis.Finding.confirmed;
import static dev.hawser.diagnosis.Finding.likely;
import static dev.hawser.diagnosis.Finding.possible;

import dev.hawser.http.HttpAnswer;

/**
 * From the answer that refused an upgrade to a cause: what a gateway says by Proxy-Status first,
 * then its words, then its status.
 */
final class RefusalRules {
  private RefusalRules() {}

  static Finding finding(HttpAnswer answer) {
    Finding said = ProxyStatus.finding(answer);
    return said == null ? read(answer, new Words(answer.bodyText())) : said;
  }

  private static Finding read(HttpAnswer answer, Words body) {
    if (body.have("plain http request was sent to https port", "http request to an https server")) {
      return confirmed(Cause.WS_TO_TLS_PORT);
    }
    if (saysNoUpgrade(answer.status(), body)) {
      return likely(Cause.UPGRADE_STRIPPED);
    }
    if (body.have("session id unknown")) {
      return likely(Cause.SESSION_AFFINITY);
    }
    // How two vendors mark what their guards refuse; reported, not specified.
    if (answer.headers().first("cf-mitigated") != null
        || answer.headers().first("x-amzn-waf-action") != null) {
      return likely(Cause.WAF);
    }
    return status(answer, body);
  }

  /** How servers answer a request that reaches them without its upgrade. */
  private static boolean saysNoUpgrade(int status, Words body) {
    return body.have(
            "can \"upgrade\" only to \"websocket\"",
            "\"connection\" must be \"upgrade\"",
            "'upgrade' token not found in 'connection' header",
            "failed to open a websocket connection",
            "cannot access a websocket server directly with a browser")
        || (status == 426 && body.have("upgrade required"));
  }

  private static Finding status(HttpAnswer answer, Words body) {
    return switch (answer.status()) {
      case 401 -> confirmed(Cause.AUTH);
      case 403 -> body.have("origin") ? likely(Cause.ORIGIN_POLICY) : confirmed(Cause.FORBIDDEN);
      case 404, 410 -> likely(Cause.WRONG_PATH);
      case 405, 501 -> likely(Cause.NOT_WEBSOCKET);
      case 407 -> confirmed(Cause.PROXY_AUTH);
      case 414, 431 -> confirmed(Cause.HEAD_TOO_BIG);
      case 494 -> likely(Cause.HEAD_TOO_BIG);
      case 408, 504 -> behind(Cause.BACKEND_SLOW, Gateway.of(answer, body));
      // RFC 6585 s.6: not the server but the network wants a login.
      case 511 -> likely(Cause.PROXY_AUTH);
      case 429 -> confirmed(Cause.RATE_LIMIT);
      case 400, 426 -> possible(Cause.UPGRADE_STRIPPED);
      case 500 -> likely(Cause.SERVER_ERROR);
      case 502, 520, 521, 522, 523, 524, 530 ->
          behind(Cause.BACKEND_DOWN, Gateway.of(answer, body));
      case 503 -> unavailable(answer, body);
      default -> statusClass(answer.status());
    };
  }

  private static Finding behind(Cause cause, String gateway) {
    Finding finding = likely(cause);
    return gateway.isEmpty() ? finding : finding.with(Measure.name(gateway));
  }

  /** A 503 is the server's own, unless its words are those of a gateway that found no server. */
  private static Finding unavailable(HttpAnswer answer, Words body) {
    return body.have("no server is available to handle this request", "upstream connect error")
        ? behind(Cause.BACKEND_DOWN, Gateway.of(answer, body))
        : likely(Cause.OVERLOAD);
  }

  private static Finding statusClass(int status) {
    return switch (status / 100) {
      case 2 -> likely(Cause.NOT_WEBSOCKET).or(Cause.CATCH_ALL_ROUTE);
      case 3 -> confirmed(Cause.REDIRECTED);
      default -> new Finding(Cause.REFUSED, Confidence.UNKNOWN);
    };
  }
}
