package dev.hawser.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseFrames;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Peer;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.Timeline;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DialOutcomeTest {
  private static final Asking ASKING = new Asking("gw", "8f3a2c", Duration.ofSeconds(5));

  private static LinkFacts in(Phase phase) {
    return LinkFacts.bare(Role.CLIENT, phase);
  }

  private static Ending unreachable(Unreachability kind, LinkFacts facts) {
    return new Ending.Unreachable(kind, "10.1.2.3:8080 said no", facts);
  }

  private static void says(Ending ending, int status, String proxyStatus) {
    HttpAnswer answer = DialOutcome.answer(ending, ASKING);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().all("Proxy-Status")).containsExactly(proxyStatus);
    assertThat(answer.headers().first("X-Request-Id")).isEqualTo("8f3a2c");
    assertThat(answer.headers().toString() + answer.bodyText()).doesNotContain("10.1.2.3");
  }

  @ParameterizedTest
  @CsvSource({
    "NAME_NOT_RESOLVED, RESOLVING, 502, dns_error",
    "CONNECT_TIMEOUT, RESOLVING, 504, dns_timeout",
    "CONNECTION_REFUSED, CONNECTING, 502, connection_refused",
    "CONNECT_FAILED, CONNECTING, 502, connection_terminated",
    "PROXY_FAILED, CONNECTING, 502, connection_terminated",
    "PROXY_REFUSED, CONNECTING, 502, connection_terminated",
    "PROXY_AUTHENTICATION, CONNECTING, 502, connection_terminated",
    "CONNECT_TIMEOUT, CONNECTING, 504, connection_timeout",
    "CONNECT_TIMEOUT, SECURING, 504, connection_timeout",
    "TLS_FAILED, SECURING, 502, tls_protocol_error",
    "LOST, SECURING, 502, connection_terminated",
    "LOST, HANDSHAKING, 502, connection_terminated",
    "HANDSHAKE_TIMEOUT, HANDSHAKING, 504, http_response_timeout",
    "BAD_ANSWER, HANDSHAKING, 502, http_protocol_error",
    "NOT_PREPARED, RESOLVING, 500, proxy_internal_error",
    "TRANSPORT_CLOSED, RESOLVING, 500, proxy_internal_error",
  })
  void everyKindHasItsStatusAndItsRegisteredError(
      Unreachability kind, Phase phase, int status, String error) {
    Ending ending = unreachable(kind, in(phase));
    says(ending, status, "gw; error=" + error);
  }

  @Test
  void theAnswerIsASmallProblemThatIsNotKept() {
    HttpAnswer answer =
        DialOutcome.answer(
            unreachable(Unreachability.CONNECTION_REFUSED, in(Phase.CONNECTING)), ASKING);
    assertThat(answer.headers())
        .isEqualTo(
            Headers.of(
                "Content-Type", "application/problem+json",
                "Cache-Control", "no-store",
                "X-Request-Id", "8f3a2c",
                "Proxy-Status", "gw; error=connection_refused"));
    assertThat(answer.bodyText())
        .isEqualTo(
            "{\"type\":\"urn:hawser:gateway:connection_refused\",\"status\":502,"
                + "\"hop\":\"upstream\",\"token\":\"connection_refused\",\"id\":\"8f3a2c\"}\n");
  }

  @Test
  void a503AsksToComeBackAfterASecondAtLeast() {
    Denial full = Denial.gateway(ProxyError.CONNECTION_LIMIT_REACHED);
    assertThat(full.answer(ASKING).headers().first("Retry-After")).isEqualTo("5");
    Asking hasty = new Asking("gw", "1", Duration.ofMillis(20));
    HttpAnswer answer = Denial.upstream(ProxyError.DESTINATION_UNAVAILABLE).answer(hasty);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().first("Retry-After")).isEqualTo("1");
    assertThat(answer.bodyText()).contains("\"hop\":\"upstream\"");
    assertThat(full.answer(hasty).bodyText()).contains("\"hop\":\"gateway\"");
  }

  @Test
  void anUntrustedCertificateIsToldFromOtherTroubleWithTls() {
    Throwable untrusted =
        new SSLHandshakeException("no").initCause(new CertificateException("unknown CA"));
    LinkFacts facts = in(Phase.SECURING).withException(untrusted);
    says(unreachable(Unreachability.TLS_FAILED, facts), 502, "gw; error=tls_certificate_error");
    LinkFacts other = in(Phase.SECURING).withException(new SSLHandshakeException("no"));
    says(unreachable(Unreachability.TLS_FAILED, other), 502, "gw; error=tls_protocol_error");
  }

  @Test
  void anAlertIsToldWithItsNumber() {
    CloseFrames alert = new CloseFrames(null, null, false, TransportEnd.TLS_ALERT, 48, false);
    says(
        unreachable(Unreachability.TLS_FAILED, in(Phase.SECURING).with(alert)),
        502,
        "gw; error=tls_alert_received; alert-id=48");
  }

  @Test
  void anAnswerCutShortIsIncomplete() {
    LinkFacts cut = in(Phase.HANDSHAKING).with(CloseFrames.none(TransportEnd.FIN, true));
    says(unreachable(Unreachability.LOST, cut), 502, "gw; error=http_response_incomplete");
  }

  @ParameterizedTest
  @EnumSource(names = {"BAD_ANSWER", "SUBPROTOCOL_MISMATCH"})
  void a101ThatMeansSomethingElseIsAFailedUpgrade(Unreachability kind) {
    HttpAnswer answer = HttpAnswer.of(101, Headers.empty());
    Peer peer = new Peer("ws://a/", List.of(), null, answer, "", List.of(), null);
    Ending ending =
        new Ending.Unreachable(kind, "says \"h2c\" \\ \u00e9", in(Phase.HANDSHAKING).with(peer));
    says(
        ending,
        502,
        "gw; error=http_upgrade_failed; received-status=101;"
            + " details=\"says \\\"h2c\\\" \\\\ ?\"");
  }

  @Test
  void detailsAreCutToAShortLine() {
    assertThat(ProxyStatus.of("gw").text("details", "x".repeat(500)).toString())
        .hasSize("gw; details=\"\"".length() + 120);
  }

  @Test
  void aRefusalPassesWithStatusFieldsAndBody() {
    Headers theirs =
        Headers.of(
            "WWW-Authenticate", "Bearer",
            "Retry-After", "7",
            "Set-Cookie", "a=b",
            "Location", "/login",
            "Connection", "close, X-Mine",
            "X-Mine", "1",
            "Keep-Alive", "timeout=5",
            "Transfer-Encoding", "chunked",
            "Content-Length", "2",
            "X-Request-Id", "theirs",
            "Proxy-Status", "inner; received-status=401");
    ByteBuffer body = ByteBuffer.wrap("no".getBytes(StandardCharsets.US_ASCII));
    HttpAnswer refusal = new HttpAnswer(401, theirs, body);
    HttpAnswer answer =
        DialOutcome.answer(new Ending.Refused(refusal, in(Phase.HANDSHAKING)), ASKING);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.bodyText()).isEqualTo("no");
    assertThat(answer.headers())
        .isEqualTo(
            Headers.of(
                "WWW-Authenticate", "Bearer",
                "Retry-After", "7",
                "Set-Cookie", "a=b",
                "Location", "/login",
                "Proxy-Status", "inner; received-status=401",
                "X-Request-Id", "8f3a2c",
                "Proxy-Status", "gw; received-status=401"));
  }

  @Test
  void a426NamesWhatIsSpoken() {
    HttpAnswer refusal =
        HttpAnswer.of(426, Headers.of("Upgrade", "websocket", "Sec-WebSocket-Version", "13"));
    Headers passed =
        DialOutcome.answer(new Ending.Refused(refusal, in(Phase.HANDSHAKING)), ASKING).headers();
    assertThat(passed.all("Upgrade")).containsExactly("websocket");
    assertThat(passed.first("Sec-WebSocket-Version")).isEqualTo("13");
  }

  @ParameterizedTest
  @CsvSource({"199", "600", "999"})
  void aStatusThatIsNoAnswerIsNotPassed(int status) {
    HttpAnswer refusal = HttpAnswer.of(status, Headers.empty());
    Ending ending = new Ending.Refused(refusal, in(Phase.HANDSHAKING));
    says(ending, 502, "gw; error=http_protocol_error; received-status=" + status);
  }

  @ParameterizedTest
  @CsvSource({"200", "599"})
  void everyFinalStatusIsPassed(int status) {
    HttpAnswer refusal = HttpAnswer.of(status, Headers.empty());
    says(
        new Ending.Refused(refusal, in(Phase.HANDSHAKING)),
        status,
        "gw; received-status=" + status);
  }

  @Test
  void whatCannotBeIsTheGatewaysOwnFailure() {
    Ending aborted = new Ending.Aborted(Initiator.USER, false, in(Phase.CONNECTING));
    says(aborted, 500, "gw; error=proxy_internal_error");
    assertThat(DialOutcome.another(aborted)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "NAME_NOT_RESOLVED",
        "CONNECTION_REFUSED",
        "CONNECT_FAILED",
        "CONNECT_TIMEOUT",
        "TLS_FAILED",
        "PROXY_FAILED",
        "PROXY_REFUSED",
        "PROXY_AUTHENTICATION",
        "NOT_PREPARED",
        "TRANSPORT_CLOSED"
      })
  void anotherUpstreamIsAskedWhileNothingWasSent(Unreachability kind) {
    assertThat(DialOutcome.another(unreachable(kind, in(Phase.CONNECTING)))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"HANDSHAKE_TIMEOUT", "BAD_ANSWER", "SUBPROTOCOL_MISMATCH", "LOST"})
  void noRequestIsSentTwice(Unreachability kind) {
    assertThat(DialOutcome.another(unreachable(kind, in(Phase.HANDSHAKING)))).isFalse();
  }

  @Test
  void aLineLostBeforeTheRequestIsNoReasonNotToAskAnother() {
    assertThat(DialOutcome.another(unreachable(Unreachability.LOST, in(Phase.SECURING)))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"CONNECTION_REFUSED, true", "HANDSHAKE_TIMEOUT, true", "TRANSPORT_CLOSED, false"})
  void whoCannotBeHadIsSpokenAgainstUnlessTheGatewayIsAtFault(Unreachability kind, boolean bad) {
    Ending ending = unreachable(kind, in(Phase.CONNECTING));
    assertThat(DialOutcome.speaksAgainst(ending)).isEqualTo(bad);
  }

  @ParameterizedTest
  @CsvSource({"499, false", "500, true"})
  void aRefusalSpeaksAgainstTheUpstreamWhereItIsItsOwnFault(int status, boolean bad) {
    HttpAnswer refusal = HttpAnswer.of(status, Headers.empty());
    Ending ending = new Ending.Refused(refusal, in(Phase.HANDSHAKING));
    assertThat(DialOutcome.speaksAgainst(ending)).isEqualTo(bad);
  }

  @ParameterizedTest
  @CsvSource({"9999, true", "10000, false"})
  void aSessionThatIsDroppedEarlySpeaksAgainstTheUpstream(long millis, boolean bad) {
    Timeline lived =
        new Timeline(
            Duration.ofSeconds(20),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMillis(millis),
            Duration.ZERO);
    Ending ending = new Ending.Dropped(in(Phase.OPEN).with(lived));
    assertThat(DialOutcome.speaksAgainst(ending)).isEqualTo(bad);
  }

  @Test
  void aSessionThatWasClosedSpeaksAgainstNobody() {
    Ending aborted = new Ending.Aborted(Initiator.USER, false, in(Phase.OPEN));
    assertThat(DialOutcome.speaksAgainst(aborted)).isFalse();
  }

  @Test
  void anUpstreamThatRefusedIsNotSecondGuessed() {
    Ending refused = new Ending.Refused(HttpAnswer.of(503, Headers.empty()), in(Phase.HANDSHAKING));
    assertThat(DialOutcome.another(refused)).isFalse();
  }

  @Test
  void aRequestThatIsNoUpgradeIsToldWhy() {
    Headers upgrade =
        Headers.of(
            "Upgrade", "websocket", "Connection", "Upgrade, close", "Sec-WebSocket-Version", "13");
    ByteBuffer why = ByteBuffer.wrap("Upgrade is missing\n".getBytes(StandardCharsets.US_ASCII));
    HttpAnswer answer = Refusal.invalid(new HttpAnswer(426, upgrade, why), ASKING);
    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.headers().first("Upgrade")).isEqualTo("websocket");
    assertThat(answer.headers().first("Connection")).isEqualTo("Upgrade, close");
    assertThat(answer.headers().first("Sec-WebSocket-Version")).isEqualTo("13");
    assertThat(answer.headers().first("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.headers().first("Proxy-Status"))
        .isEqualTo("gw; error=http_request_error; details=\"Upgrade is missing\"");
    assertThat(answer.bodyText()).contains("\"status\":426,\"hop\":\"client\"");
    assertThat(
            Refusal.invalid(HttpAnswer.of(503, Headers.empty()), ASKING)
                .headers()
                .first("Retry-After"))
        .isEqualTo("5");
    assertThat(
            Refusal.invalid(HttpAnswer.of(500, Headers.empty()), ASKING)
                .headers()
                .first("Proxy-Status"))
        .isEqualTo("gw; error=proxy_internal_error");
  }

  @ParameterizedTest
  @EnumSource
  void aTokenIsOneOfTheRegistry(ProxyError error) {
    assertThat(error.token()).matches("[a-z]+(_[a-z]+)+").isEqualToIgnoringCase(error.name());
    assertThat(error.status()).isBetween(400, 504);
  }
}
