package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | The plain HTTP request was sent to HTTPS port | WS_TO_TLS_PORT | CONFIRMED",
        "400 | Client sent an HTTP request to an HTTPS server. | WS_TO_TLS_PORT | CONFIRMED",
        "400 | Can \"Upgrade\" only to \"WebSocket\". | UPGRADE_STRIPPED | LIKELY",
        "400 | \"Connection\" must be \"upgrade\". | UPGRADE_STRIPPED | LIKELY",
        "400 | x 'upgrade' token not found in 'Connection' header | UPGRADE_STRIPPED | LIKELY",
        "426 | Failed to open a WebSocket connection: x | UPGRADE_STRIPPED | LIKELY",
        "200 | You cannot access a WebSocket server directly with a browser. | UPGRADE_STRIPPED | LIKELY",
        "426 | Upgrade Required | UPGRADE_STRIPPED | LIKELY",
        "400 | Upgrade Required | UPGRADE_STRIPPED | POSSIBLE",
        "426 | x | UPGRADE_STRIPPED | POSSIBLE",
        "400 | {\"code\":1,\"message\":\"Session ID unknown\"} | SESSION_AFFINITY | LIKELY",
        "403 | Origin not allowed | ORIGIN_POLICY | LIKELY",
        "403 | no | FORBIDDEN | CONFIRMED",
        "414 | x | HEAD_TOO_BIG | CONFIRMED",
        "431 | x | HEAD_TOO_BIG | CONFIRMED",
        "494 | x | HEAD_TOO_BIG | LIKELY",
        "503 | No server is available to handle this request. | BACKEND_DOWN | LIKELY",
        "503 | upstream connect error or disconnect/reset before headers | BACKEND_DOWN | LIKELY",
        "503 | x | OVERLOAD | LIKELY",
      })
  void theWordsOfARefusalSayMoreThanItsStatus(
      int status, String body, Cause cause, Confidence confidence) {
    Finding finding = RefusalRules.finding(answer(status, body));
    assertThat(finding.cause()).isEqualTo(cause);
    assertThat(finding.confidence()).isEqualTo(confidence);
  }

  @Test
  void aGatewaysOwnWordSaysMoreThanItsPage() {
    HttpAnswer page = answer(502, "<center>nginx/1.22.1</center>");
    HttpAnswer said =
        new HttpAnswer(
            502, Headers.of("Proxy-Status", "gw; error=http_response_timeout"), page.body());
    assertThat(RefusalRules.finding(said)).isEqualTo(Finding.confirmed(Cause.BACKEND_SLOW));
  }

  @Test
  void guardsMarkWhatTheyRefuse() {
    for (String mark : new String[] {"cf-mitigated", "x-amzn-waf-action"}) {
      HttpAnswer answer = HttpAnswer.of(403, Headers.of(mark, "challenge"));
      assertThat(RefusalRules.finding(answer)).isEqualTo(Finding.likely(Cause.WAF));
    }
  }

  @Test
  void aGatewayThatShowsItselfIsNamed() {
    Finding down = Finding.likely(Cause.BACKEND_DOWN).with(Measure.name("nginx"));
    Finding slow = Finding.likely(Cause.BACKEND_SLOW).with(Measure.name("nginx"));
    String page = "<center>nginx/1.22.1</center>";
    assertThat(RefusalRules.finding(answer(502, page))).isEqualTo(down);
    assertThat(RefusalRules.finding(answer(504, page))).isEqualTo(slow);
    assertThat(RefusalRules.finding(answer(502, ""))).isEqualTo(Finding.likely(Cause.BACKEND_DOWN));
    assertThat(RefusalRules.finding(answer(503, page))).isEqualTo(Finding.likely(Cause.OVERLOAD));
  }

  @Test
  void anyPageMayBeOneForEveryPath() {
    assertThat(RefusalRules.finding(answer(200, "<html>")))
        .isEqualTo(Finding.likely(Cause.NOT_WEBSOCKET).or(Cause.CATCH_ALL_ROUTE));
  }

  static HttpAnswer answer(int status, String body) {
    return new HttpAnswer(
        status, Headers.empty(), ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }
}
