package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyStatusTest {
  private static HttpAnswer answer(String... lines) {
    Headers headers = Headers.empty();
    for (String line : lines) {
      headers = headers.with("Proxy-Status", line);
    }
    return HttpAnswer.of(502, headers);
  }

  @ParameterizedTest
  @CsvSource({
    "dns_timeout, BACKEND_DOWN",
    "dns_error, BACKEND_DOWN",
    "destination_not_found, BACKEND_DOWN",
    "destination_unavailable, BACKEND_DOWN",
    "destination_ip_prohibited, BACKEND_DOWN",
    "destination_ip_unroutable, BACKEND_DOWN",
    "connection_refused, BACKEND_DOWN",
    "connection_terminated, BACKEND_DOWN",
    "connection_timeout, BACKEND_DOWN",
    "tls_protocol_error, BACKEND_DOWN",
    "tls_certificate_error, BACKEND_DOWN",
    "tls_alert_received, BACKEND_DOWN",
    "http_response_incomplete, BACKEND_DOWN",
    "http_protocol_error, BACKEND_DOWN",
    "http_upgrade_failed, BACKEND_DOWN",
    "connection_read_timeout, BACKEND_SLOW",
    "connection_write_timeout, BACKEND_SLOW",
    "http_response_timeout, BACKEND_SLOW",
    "connection_limit_reached, OVERLOAD",
    "proxy_internal_error, SERVER_ERROR",
    "proxy_configuration_error, SERVER_ERROR",
    "proxy_loop_detected, SERVER_ERROR"
  })
  void theGatewaysErrorIsTheCause(String error, Cause cause) {
    assertThat(ProxyStatus.finding(answer("gw; error=" + error)))
        .isEqualTo(Finding.confirmed(cause));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gw",
        "gw; received-status=401",
        "gw; error=http_request_error",
        "gw; error=of_its_own",
        "gw; details=\"x; error=connection_refused\"",
        "gw; details=\"a \\\" ; error=connection_refused\"; received-status=401"
      })
  void anythingElseSaysNoMoreThanTheStatus(String field) {
    assertThat(ProxyStatus.finding(answer(field))).isNull();
  }

  @Test
  void theHopNearestToTheServerIsHeardFirst() {
    Finding slow = Finding.confirmed(Cause.BACKEND_SLOW);
    String inner = "inner; details=\"a, b\";error=http_response_timeout";
    String outer = "outer; error=connection_refused";
    assertThat(ProxyStatus.finding(answer(inner + ", " + outer))).isEqualTo(slow);
    assertThat(ProxyStatus.finding(answer(inner, outer))).isEqualTo(slow);
    assertThat(ProxyStatus.finding(answer("inner", inner))).isEqualTo(slow);
  }

  @Test
  void theFieldIsShownAsItCame() {
    assertThat(ProxyStatus.of(answer())).isEmpty();
    assertThat(ProxyStatus.of(answer("a; error=x", "b"))).isEqualTo("a; error=x, b");
  }
}
