package dev.hawser.doctor.judge;

import static dev.hawser.diagnosis.Confidence.CONFIRMED;

import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.Hop;
import dev.hawser.doctor.evidence.Exchange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway says of its own accord: the Proxy-Status field of an answer (RFC 9209), and the
 * token in the text of a Close 1014.
 */
final class GatewayWords {
  /** Where a fault sits of which a gateway says that it is between it and its upstream. */
  static final String UPSTREAM = "GATEWAY_UPSTREAM";

  /** The value of a parameter as a string (RFC 8941 s.3.3.3), in which anything may stand. */
  private static final Pattern QUOTED = Pattern.compile("=\"(?:[^\"\\\\]|\\\\.)*+\"");

  private static final Pattern ERROR = Pattern.compile(";\\s*error=([a-z_]+)");
  private static final Pattern RECEIVED = Pattern.compile(";\\s*received-status=");
  private static final Pattern TOKEN = Pattern.compile("\\b(upstream_[a-z_]+)(:utf8)?");

  /** What Hawser's gateway found wrong with a 101. */
  private static final Pattern BAD_101 =
      Pattern.compile(
          "error=http_upgrade_failed[^,\"]*details=\""
              + "((?:Sec-WebSocket-Accept|Upgrade|Connection|extension|subprotocol) [^\"]*)\"");

  private GatewayWords() {}

  /** Returns what the hop nearest to the fault says went wrong, null where none says. */
  static @Nullable Finding of(Exchange answer) {
    String plain = QUOTED.matcher(answer.header("Proxy-Status")).replaceAll("");
    for (String member : plain.split(",", -1)) { // the first is the nearest to the server
      Matcher error = ERROR.matcher(member);
      if (error.find()) {
        Finding found = finding(error.group(1), answer.header("Proxy-Status"));
        String name = member.substring(0, member.indexOf(';')).replace("\"", "").strip();
        return found == null
            ? null
            : found
                .and(Phrase.of("proof.status", answer.status()))
                .and(Phrase.of("proof.proxy-status", name, error.group(1)));
      }
    }
    return null;
  }

  /** The types of RFC 9209 s.2.3; null for those of which the status says as much. */
  private static @Nullable Finding finding(String error, String field) {
    return switch (error) {
      case "dns_timeout", "dns_error" -> upstream(Cause.DNS_NAME);
      case "destination_not_found",
          "destination_unavailable",
          "destination_ip_prohibited",
          "destination_ip_unroutable",
          "connection_refused",
          "connection_terminated",
          "connection_timeout",
          "http_response_incomplete" ->
          upstream(Cause.BACKEND_DOWN);
      case "connection_read_timeout", "connection_write_timeout", "http_response_timeout" ->
          upstream(Cause.BACKEND_SLOW);
      case "tls_protocol_error", "tls_certificate_error", "tls_alert_received" ->
          upstream(Cause.TLS_HANDSHAKE);
      case "http_protocol_error" -> upstream(Cause.NOT_HTTP);
      case "http_upgrade_failed" -> bad101(field);
      case "connection_limit_reached", "proxy_internal_response" -> own(Cause.OVERLOAD);
      case "proxy_internal_error", "proxy_configuration_error", "proxy_loop_detected" ->
          own(Cause.SERVER_ERROR);
      default -> null;
    };
  }

  /** An upgrade that failed may be a server that is none: only what is named is known. */
  private static Finding bad101(String field) {
    Matcher defect = BAD_101.matcher(field);
    return defect.find()
        ? UpgradeRules.bad101(defect.group(1)).at(UPSTREAM)
        : upstream(Cause.BACKEND_DOWN);
  }

  /** Tells whether the answer is the upstream's, passed on by a gateway that says so. */
  static boolean passedOn(Exchange answer) {
    return RECEIVED.matcher(answer.header("Proxy-Status")).find();
  }

  /** Returns what the text of a Close 1014 names as the fault, null where it has no token. */
  static @Nullable Cause behind(String text) {
    Matcher token = TOKEN.matcher(text);
    if (!token.find()) {
      return null;
    }
    return switch (token.group(1)) {
      case "upstream_timeout", "upstream_stalled" -> Cause.BACKEND_SLOW;
      case "upstream_too_big" -> Cause.MESSAGE_TOO_BIG;
      case "upstream_protocol" ->
          token.group(2) == null ? Cause.PROTOCOL_ERROR : Cause.INVALID_PAYLOAD;
      case "upstream_bad_close" -> Cause.PEER_ILLEGAL_CLOSE;
      case "upstream_tls" -> Cause.TLS_HANDSHAKE;
      default -> {
        Finding registered = finding(token.group(1).substring("upstream_".length()), text);
        yield registered == null ? Cause.BACKEND_DOWN : registered.cause();
      }
    };
  }

  private static Finding upstream(Cause cause) {
    return Finding.of(cause, CONFIRMED, Stage.UPGRADE).at(UPSTREAM);
  }

  private static Finding own(Cause cause) {
    return Finding.of(cause, CONFIRMED, Stage.UPGRADE).at(Hop.PROXY.name());
  }
}
