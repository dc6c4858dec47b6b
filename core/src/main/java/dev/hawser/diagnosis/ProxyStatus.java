package dev.hawser.diagnosis;

import static dev.hawser.diagnosis.Finding.confirmed;

import dev.hawser.http.HttpAnswer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a gateway says of its own accord in the Proxy-Status field of its answer (RFC 9209). */
final class ProxyStatus {
  private static final String NAME = "Proxy-Status";

  /** The value of a parameter as a string (RFC 8941 s.3.3.3), in which anything may stand. */
  private static final Pattern QUOTED = Pattern.compile("=\"(?:[^\"\\\\]|\\\\.)*+\"");

  private static final Pattern ERROR = Pattern.compile(";\\s*error=([a-z_]+)");

  private ProxyStatus() {}

  /** Returns the field as it came, its lines joined; empty when there is none. */
  static String of(HttpAnswer answer) {
    return String.join(", ", answer.headers().all(NAME));
  }

  /** Returns what the hop nearest to the server says went wrong, null where none says. */
  static @Nullable Finding finding(HttpAnswer answer) {
    // Its members stand in the order of the hops, that of the hop nearest to the server first.
    Matcher error = ERROR.matcher(QUOTED.matcher(of(answer)).replaceAll(""));
    return error.find() ? finding(error.group(1)) : null;
  }

  /** The types of RFC 9209 s.2.3; null for those of which the status says as much. */
  private static @Nullable Finding finding(String error) {
    return switch (error) {
      case "dns_timeout",
          "dns_error",
          "destination_not_found",
          "destination_unavailable",
          "destination_ip_prohibited",
          "destination_ip_unroutable",
          "connection_refused",
          "connection_terminated",
          "connection_timeout",
          "tls_protocol_error",
          "tls_certificate_error",
          "tls_alert_received",
          "http_response_incomplete",
          "http_protocol_error",
          "http_upgrade_failed" ->
          confirmed(Cause.BACKEND_DOWN);
      case "connection_read_timeout", "connection_write_timeout", "http_response_timeout" ->
          confirmed(Cause.BACKEND_SLOW);
      case "connection_limit_reached" -> confirmed(Cause.OVERLOAD);
      case "proxy_internal_error", "proxy_configuration_error", "proxy_loop_detected" ->
          confirmed(Cause.SERVER_ERROR);
      default -> null;
    };
  }
}
