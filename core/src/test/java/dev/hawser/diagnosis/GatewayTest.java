package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nginx | <hr><center>nginx/1.22.1</center> | nginx",
        "x | <center>openresty</center> | nginx",
        "x | The server returned an invalid or incomplete response. | HAProxy",
        "x | No server is available to handle this request. | HAProxy",
        "x | The server didn't respond in time. | HAProxy",
        "x | upstream connect error or disconnect/reset before headers. | Envoy",
        "Caddy | x | Caddy",
        "awselb/2.0 | x | AWS ALB",
        "Apache/2.4 | <title>502 Proxy Error</title> | Apache",
        "Apache/2.4 | x | ''",
        "x | <title>502 Proxy Error</title> | ''",
        "nginx | x | ''",
      })
  void isKnownByItsErrorPage(String server, String body, String product) {
    HttpAnswer answer = HttpAnswer.of(502, Headers.of("Server", server));
    assertThat(Gateway.of(answer, new Words(body))).isEqualTo(product);
  }

  @Test
  void orByAHeaderFieldOfItsOwn() {
    HttpAnswer answer = HttpAnswer.of(520, Headers.of("CF-RAY", "8f-CDG"));
    assertThat(Gateway.of(answer, new Words(""))).isEqualTo("Cloudflare");
    assertThat(Gateway.of(HttpAnswer.of(502, Headers.empty()), new Words(""))).isEmpty();
  }
}
