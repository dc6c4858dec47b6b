package dev.hawser.gateway.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.http.Headers;
import dev.hawser.transport.UpgradeRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {
  private static final Headers CLIENT =
      Headers.of(
          "Host", "front.test:8443",
          "Upgrade", "websocket",
          "Connection", "Upgrade, X-Hop",
          "X-Hop", "gone",
          "Sec-WebSocket-Key", "k",
          "Sec-WebSocket-Version", "13",
          "Sec-WebSocket-Protocol", "v2, v1",
          "Sec-WebSocket-Extensions", "permessage-deflate",
          "Origin", "https://front.test",
          "Cookie", "a=b",
          "Authorization", "Bearer t",
          "traceparent", "00-1-2-01",
          "X-Forwarded-For", "198.51.100.7",
          "X-Forwarded-Proto", "https",
          "X-Forwarded-Host", "edge.test",
          "X-Forwarded-Port", "443",
          "X-Real-IP", "198.51.100.7",
          "Forwarded", "for=198.51.100.7",
          "Via", "1.1 edge",
          "X-Request-Id", "edge-1");

  private static UpgradeRequest from(String address, boolean secure, Headers headers) {
    return new UpgradeRequest("/chat", headers, List.of(), address, secure);
  }

  private static Headers passed(UpgradeRequest request, boolean trusted) {
    return RequestHeaders.passed(request, new Passage("gw", "id-9", trusted));
  }

  @Test
  void aStrangersWordOnTheHopsBeforeItCountsForNothing() {
    assertThat(passed(from("192.0.2.9:50000", true, CLIENT), false))
        .isEqualTo(
            Headers.of(
                "Origin", "https://front.test",
                "Cookie", "a=b",
                "Authorization", "Bearer t",
                "traceparent", "00-1-2-01",
                "X-Forwarded-For", "192.0.2.9",
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "front.test:8443",
                "X-Forwarded-Port", "8443",
                "Forwarded", "for=192.0.2.9;host=\"front.test:8443\";proto=https",
                "Via", "1.1 edge, 1.1 gw",
                "X-Request-Id", "id-9"));
  }

  @Test
  void aTrustedProxysWordIsKeptAndItselfAppended() {
    Headers passed = passed(from("10.0.0.1:50000", false, CLIENT), true);
    assertThat(passed.first("X-Forwarded-For")).isEqualTo("198.51.100.7, 10.0.0.1");
    assertThat(passed.first("X-Forwarded-Proto")).isEqualTo("https");
    assertThat(passed.first("X-Forwarded-Host")).isEqualTo("edge.test");
    assertThat(passed.first("X-Forwarded-Port")).isEqualTo("443");
    assertThat(passed.all("Forwarded"))
        .containsExactly("for=198.51.100.7, for=10.0.0.1;host=\"front.test:8443\";proto=http");
    assertThat(passed.first("X-Real-IP")).isNull();
  }

  @Test
  void whatATrustedProxyLeavesOutIsSaidByTheGateway() {
    Headers bare = Headers.of("Host", "front.test", "X-Forwarded-Proto", "");
    Headers passed = passed(from("[2001:db8::1%eth0]:50000", false, bare), true);
    assertThat(passed)
        .isEqualTo(
            Headers.of(
                "X-Forwarded-For", "2001:db8::1",
                "X-Forwarded-Proto", "http",
                "X-Forwarded-Host", "front.test",
                "X-Forwarded-Port", "80",
                "Forwarded", "for=\"[2001:db8::1]\";host=front.test;proto=http",
                "Via", "1.1 gw",
                "X-Request-Id", "id-9"));
  }

  @ParameterizedTest
  @CsvSource({
    "front.test, true, 443",
    "front.test, false, 80",
    "front.test:81, true, 81",
    "[2001:db8::1], true, 443",
    "[2001:db8::1]:82, false, 82"
  })
  void thePortIsTheHostsOrTheSchemes(String host, boolean secure, String port) {
    Headers passed = passed(from("192.0.2.9:1", secure, Headers.of("Host", host)), false);
    assertThat(passed.first("X-Forwarded-Port")).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource({
    "1.1 gw, true",
    "'1.0 edge, 1.1 gw', true",
    "1.1   gw (Hawser), true",
    "1.1 gw-2, false",
    "1.1 edge (gw), false",
    "gw, false"
  })
  void aRequestThatWasHereBeforeLoops(String via, boolean loops) {
    assertThat(RequestHeaders.loops(Headers.of("Via", via), "gw")).isEqualTo(loops);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "é"})
  void anIdThatCouldBreakAReasonOrALogLineIsNotTakenOver(String id) {
    assertThat(RequestHeaders.id(Headers.of("X-Request-Id", id), true)).isNull();
  }

  @Test
  void onlyATrustedHopGivesARequestItsId() {
    Headers given = Headers.of("X-Request-Id", "edge-1._");
    assertThat(RequestHeaders.id(given, true)).isEqualTo("edge-1._");
    assertThat(RequestHeaders.id(given, false)).isNull();
    assertThat(RequestHeaders.id(Headers.empty(), true)).isNull();
    assertThat(RequestHeaders.id(Headers.of("X-Request-Id", "x".repeat(64)), true)).hasSize(64);
    assertThat(RequestHeaders.id(Headers.of("X-Request-Id", "x".repeat(65)), true)).isNull();
  }

  @Test
  void anAnswersFieldsPassButThoseOfTheHandshake() {
    Headers answer =
        Headers.of(
            "Upgrade", "websocket",
            "Connection", "Upgrade",
            "Sec-WebSocket-Accept", "x",
            "Sec-WebSocket-Protocol", "v1",
            "Set-Cookie", "a=b",
            "X-Request-Id", "theirs");
    assertThat(AnswerHeaders.passed(answer, "id-9"))
        .isEqualTo(Headers.of("Set-Cookie", "a=b", "X-Request-Id", "id-9"));
  }

  @ParameterizedTest
  @CsvSource({
    "ws://in:81, /chat?a=1, ws://in:81/chat?a=1",
    "ws://in/, /chat, ws://in/chat",
    "wss://in/app, /chat, wss://in/app/chat",
    "wss://in/app/, //x, wss://in/app//x",
    "ws://in, /%2e%2e/x, ws://in/%2e%2e/x",
  })
  void theTargetStandsBehindTheUpstreamsUrl(String base, String target, String url) {
    assertThat(Target.at(java.net.URI.create(base), target)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://other/", "*", "@evil/", "/a#b", "/a b", "/a\\b", "/%zz"})
  void aTargetThatIsNoPathGoesNowhere(String target) {
    assertThat(Target.at(java.net.URI.create("ws://in"), target)).isNull();
  }
}
