package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualTest {
  @ParameterizedTest
  @CsvSource({
    "30000, Jetty",
    "55000, Heroku",
    "60000, 'nginx, AWS ALB'",
    "100000, Cloudflare",
    "180000, Traefik",
    "240000, Azure",
    "300000, Envoy",
    "350000, AWS NLB",
    "600000, AWS API Gateway",
    "58500, 'nginx, AWS ALB'",
    "61500, 'nginx, AWS ALB'",
    "58499, ''",
    "61501, ''",
    "2000, ''",
  })
  void aLimitIsKnownWithinASecondAndAHalf(long millis, String who) {
    assertThat(Usual.of(Duration.ofMillis(millis))).isEqualTo(who);
  }
}
