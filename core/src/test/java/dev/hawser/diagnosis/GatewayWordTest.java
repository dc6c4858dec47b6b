package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayWordTest {
  /** RFC 9209 s.2.3.1 to 2.3.32, in the registry's order. */
  private static final List<String> REGISTERED =
      List.of(
          "dns_timeout",
          "dns_error",
          "destination_not_found",
          "destination_unavailable",
          "destination_ip_prohibited",
          "destination_ip_unroutable",
          "connection_refused",
          "connection_terminated",
          "connection_timeout",
          "connection_read_timeout",
          "connection_write_timeout",
          "connection_limit_reached",
          "tls_protocol_error",
          "tls_certificate_error",
          "tls_alert_received",
          "http_request_error",
          "http_request_denied",
          "http_response_incomplete",
          "http_response_header_section_size",
          "http_response_header_size",
          "http_response_body_size",
          "http_response_trailer_section_size",
          "http_response_trailer_size",
          "http_response_transfer_coding",
          "http_response_content_coding",
          "http_response_timeout",
          "http_upgrade_failed",
          "http_protocol_error",
          "proxy_internal_response",
          "proxy_internal_error",
          "proxy_configuration_error",
          "proxy_loop_detected");

  @Test
  void everyRegisteredErrorTypeIsKnown() {
    assertThat(Arrays.stream(GatewayWord.values()).map(GatewayWord::word))
        .startsWith(REGISTERED.toArray(String[]::new));
    assertThat(GatewayWord.values()[REGISTERED.size()]).isEqualTo(GatewayWord.UPSTREAM_EOF);
  }

  @ParameterizedTest
  @EnumSource
  void eachIsFoundByItsWordAndMeansSomethingInBothLanguages(GatewayWord word) {
    assertThat(GatewayWord.of(word.word())).isEqualTo(word);
    assertThat(word.meaning(Locale.ENGLISH)).matches("([a-z]|TLS).{8,}\\.");
    assertThat(word.meaning(Locale.FRENCH))
        .matches("([a-z]|TLS).{8,}\\.")
        .isNotEqualTo(word.meaning(Locale.ENGLISH));
  }

  @Test
  void noTwoMeanTheSameButThoseOfAGatewayThatFailed() {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH)) {
      Set<String> texts = new HashSet<>();
      Set<GatewayWord> twice =
          Arrays.stream(GatewayWord.values())
              .filter(word -> !texts.add(word.meaning(locale)))
              .collect(Collectors.toSet());
      assertThat(twice).containsExactly(GatewayWord.GATEWAY_ERROR);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "upstream_reset, UPSTREAM_RESET",
    "upstream_connection_refused, CONNECTION_REFUSED",
    "upstream_http_response_timeout, HTTP_RESPONSE_TIMEOUT",
    "restart, RESTART",
    "upstream_nonsense,",
    "upstream_,",
    "Restart,",
    "'',",
  })
  void aPageIsToldTheErrorTypesBehindUpstream(String word, @Nullable GatewayWord known) {
    assertThat(GatewayWord.of(word)).isEqualTo(known);
  }

  @Test
  void whatTheStatusSaysAsWellHasNoCause() {
    assertThat(Arrays.stream(GatewayWord.values()).filter(word -> word.cause() == null))
        .extracting(GatewayWord::word)
        .allMatch(word -> word.matches("http_re(quest|sponse).*|proxy_internal_response"))
        .hasSize(10);
    assertThat(GatewayWord.CONNECTION_REFUSED.cause()).isEqualTo(Cause.BACKEND_DOWN);
  }
}
