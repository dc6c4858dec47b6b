package dev.hawser.doctor.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.http.Headers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  @Test
  void userInfoBecomesAnAuthorizationHeader() {
    Target target = Target.of("ws://us%40er:p@ss@host:81/live?next=a@b");
    assertThat(target.uri().hostHeader()).isEqualTo("host:81");
    assertThat(target.uri().resource()).isEqualTo("/live?next=a@b");
    assertThat(target.headers().first("Authorization")).isEqualTo("Basic dXMlNDBlcjpwQHNz");
    assertThat(target.credentials()).isTrue();
    assertThat(Target.of("ws://host/a@b").credentials()).isFalse();
  }

  @Test
  void theOriginIsThatOfTheHostUnlessGiven() {
    Target target = Target.of("wss://Host:444/live");
    assertThat(target.sentOrigin()).isEqualTo("https://host:444");
    assertThat(target.origin("https://app.example").sentOrigin()).isEqualTo("https://app.example");
  }

  @Test
  void whatTheHandshakeSetsIsRefused() {
    Target target = Target.of("ws://host/");
    assertThatThrownBy(() -> target.headers(Headers.of("Host", "x")))
        .hasMessageContaining("set by the handshake");
    assertThatThrownBy(() -> target.headers(Headers.of("Origin", "x")))
        .hasMessageContaining("--origin");
    Via via = Via.parse("a=b:1");
    assertThatThrownBy(() -> target.vias(List.of(via, via))).hasMessageContaining("same name");
  }

  @ParameterizedTest
  @CsvSource({
    "app=10.0.3.7:8080, app, '', 10.0.3.7, 8080",
    "app-1=ws://a.b:1, app-1, ws, a.b, 1",
    "v6=wss://[::1]:443, v6, wss, [::1], 443"
  })
  void aHopIsNameSchemeHostAndPort(String text, String name, String scheme, String host, int port) {
    assertThat(Via.parse(text)).isEqualTo(new Via(name, scheme, host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a=b", "a=b:0", "a=b:65536", "=b:1", "a=http://b:1", "a=b/c:1", "a b=c:1"})
  void aHopThatIsNoneIsRefusedByWhatIsAllowed(String text) {
    assertThatThrownBy(() -> Via.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("NAME=HOST:PORT");
  }

  @Test
  void requirementsAreReadWithTheirUnits() {
    assertThat(
            Requirement.parse(
                "idle>=1.5s, size>=2K,SIZE>=1M,rtt-p99<200ms,rtt-p50<0.25ms,rtt-p90<1m"))
        .extracting(Requirement::bound)
        .containsExactly(1_500L, 2_048L, 1_048_576L, 200_000L, 250L, 60_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "idle>5s",
        "idle>=5",
        "size>=0",
        "size>=17M",
        "rtt-p98<1s",
        "rtt-p99>1s",
        "idle>=5s,"
      })
  void aRequirementThatIsNoneIsRefusedByWhatIsAllowed(String text) {
    assertThatThrownBy(() -> Requirement.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("idle>=5s,size>=1M,rtt-p99<200ms");
  }

  @Test
  void aRequiredIdleLengthensTheTest() {
    Plan plan = Plan.standard().requirements(Requirement.parse("idle>=20s,size>=3M"));
    assertThat(plan.idle()).isEqualTo(Duration.ofMillis(20_500));
    assertThat(plan.largest()).isEqualTo(3 << 20);
    assertThat(Plan.standard().largest()).isZero();
    assertThat(Plan.standard().sizes(true).largest()).isEqualTo(1 << 20);
  }

  @Test
  void theDefaultIsOverWithinTenSecondsAndWithThirtyConnections() {
    Plan plan = Plan.standard();
    assertThat(plan.longest()).isEqualTo(Duration.ofMillis(9_500));
    assertThat(plan.connections()).isEqualTo(30);
    assertThat(plan.idle(Duration.ofMillis(1)).longest()).isEqualTo(plan.longest());
  }

  @Test
  void whatIsAskedForTakesItsTime() {
    Plan plan = Plan.standard();
    assertThat(plan.idle(Duration.ofSeconds(20)).longest()).isEqualTo(Duration.ofMillis(25_500));
    assertThat(plan.idle(Duration.ofMinutes(5)).longest()).isEqualTo(Duration.ofMillis(611_500));
    assertThat(plan.idle(Duration.ofMillis(4_001)).longest()).isEqualTo(Duration.ofMillis(9_501));
    assertThat(plan.sizes(true).longest()).isEqualTo(Duration.ofMillis(24_500));
    assertThat(plan.ownThis(true).longest()).isEqualTo(Duration.ofMillis(24_500));
    assertThat(plan.longestBehind()).isEqualTo(Duration.ofMillis(10_500));
    assertThat(plan.sizes(true).longestBehind()).isEqualTo(Duration.ofMillis(25_500));
  }

  @Test
  void theLadderHasARungForEachKnownLimitBelowTheIdleTest() {
    Plan plan = Plan.standard();
    assertThat(plan.rungs()).isEmpty();
    assertThat(plan.idle(Duration.ofSeconds(20)).rungs()).isEmpty();
    assertThat(plan.idle(Duration.ofMillis(30_001)).rungs())
        .containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(30));
    assertThat(plan.idle(Duration.ofHours(1)).rungs()).hasSize(16);
  }

  @Test
  void anAnswerThatIsExpectedIsRequiredInTime() {
    Plan plan = Plan.standard().message("hi", "there");
    assertThat(plan.requirements()).extracting(Requirement::text).containsExactly("answer<2.5s");
    assertThat(plan.requirements().get(0).bound()).isEqualTo(2_500_000);
    Plan faster = plan.requirements(Requirement.parse("answer<1s,rtt-p50<1s"));
    assertThat(faster.requirements())
        .extracting(Requirement::bound)
        .contains(1_000_000L)
        .hasSize(2);
    assertThat(plan.message("hi").expect()).isEmpty();
    assertThatThrownBy(() -> Plan.standard().message("", "there"))
        .hasMessageContaining("no message is sent");
  }

  @Test
  void limitsOutOfBoundsAreRefused() {
    assertThatThrownBy(() -> Plan.standard().idle(Duration.ofMillis(3_600_001)))
        .hasMessageContaining("idle of 3600001 ms is not in 1 ms to 3600 s");
    assertThatThrownBy(() -> Plan.standard().idle(Duration.ZERO)).hasMessageContaining("1 ms");
    assertThatThrownBy(() -> Plan.standard().requirements(Requirement.parse("idle>=2h")))
        .hasMessageContaining("3600 s");
  }
}
