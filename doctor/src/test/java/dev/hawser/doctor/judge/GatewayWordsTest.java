package dev.hawser.doctor.judge;

import static dev.hawser.doctor.judge.Seen.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.FrameNote;
import dev.hawser.doctor.evidence.HopLook;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.WireEnd;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayWordsTest {
  private static Finding judged(int status, String proxyStatus, String... more) {
    String[] headers = new String[more.length + 2];
    System.arraycopy(more, 0, headers, 2, more.length);
    headers[0] = "Proxy-Status";
    headers[1] = proxyStatus;
    return judged(new Seen().at(Probe.WS0, answer(status, "", headers)));
  }

  private static Finding judged(Seen seen, HopLook... vias) {
    Finding main = Judge.judge(seen.file(), List.of(vias), List.of()).main();
    assertThat(main).isNotNull();
    return main;
  }

  private static String said(Finding main) {
    return main.cause() + " " + main.confidence() + " " + main.hop();
  }

  @ParameterizedTest
  @CsvSource({
    "502, gw; error=dns_error, DNS_NAME CONFIRMED GATEWAY_UPSTREAM",
    "504, gw; error=dns_timeout, DNS_NAME CONFIRMED GATEWAY_UPSTREAM",
    "503, gw; error=destination_unavailable, BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM",
    "502, gw; error=connection_refused, BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM",
    "504, gw; error=connection_timeout, BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM",
    "502, gw; error=http_response_incomplete, BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM",
    "504, gw; error=http_response_timeout, BACKEND_SLOW CONFIRMED GATEWAY_UPSTREAM",
    "502, gw; error=tls_alert_received; alert-id=116, TLS_HANDSHAKE CONFIRMED GATEWAY_UPSTREAM",
    "502, gw; error=http_protocol_error, NOT_HTTP CONFIRMED GATEWAY_UPSTREAM",
    "502, gw; error=http_upgrade_failed, BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM",
    "502, gw; error=http_upgrade_failed; details=\"own words\", BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM",
    "502, gw; error=http_upgrade_failed; details=\"Sec-WebSocket-Accept is missing\", ACCEPT_MISMATCH CONFIRMED GATEWAY_UPSTREAM",
    "502, gw; error=http_upgrade_failed; received-status=101; details=\"Upgrade header is missing\", UPGRADE_STRIPPED LIKELY GATEWAY_UPSTREAM",
    "502, gw; error=http_upgrade_failed; details=\"Connection header does not say 'Upgrade'\", UPGRADE_STRIPPED LIKELY GATEWAY_UPSTREAM",
    "502, gw; error=http_upgrade_failed; details=\"extension 'x' was not asked for\", PROTOCOL_ERROR CONFIRMED GATEWAY_UPSTREAM",
    "502, gw; error=http_upgrade_failed; details=\"subprotocol 'v9' was not offered\", PROTOCOL_ERROR CONFIRMED GATEWAY_UPSTREAM",
    "503, gw; error=connection_limit_reached, OVERLOAD CONFIRMED PROXY",
    "502, gw; error=proxy_loop_detected, SERVER_ERROR CONFIRMED PROXY",
    // what is no failure, and what nobody registered, is judged by the status
    "400, gw; error=http_request_error, REFUSED UNKNOWN UNKNOWN",
    "502, gw; error=of_my_own, BACKEND_DOWN LIKELY BACKEND",
    "502, gw, BACKEND_DOWN LIKELY BACKEND",
    "401, gw; received-status=401, AUTH CONFIRMED CLIENT",
    "503, gw; received-status=503, OVERLOAD POSSIBLE GATEWAY_UPSTREAM",
    "500, gw; received-status=500, SERVER_ERROR LIKELY GATEWAY_UPSTREAM",
  })
  void theFieldOfAGatewaySaysMoreThanItsStatus(int status, String field, String expected) {
    assertThat(said(judged(status, field))).isEqualTo(expected);
  }

  @Test
  void theMemberThatSaysWhatWentWrongCountsWhoeverPassedItOn() {
    Finding main =
        judged(
            502,
            "inner; details=\"a, b; error=dns_error\"; error=connection_refused,"
                + " edge; received-status=502");
    assertThat(said(main)).isEqualTo("BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM");
    assertThat(main.proof())
        .contains(Phrase.of("proof.proxy-status", "inner", "connection_refused"));
  }

  @ParameterizedTest
  @CsvSource({
    "1014 upstream_eof id=1 retry=5, BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM",
    "1014 upstream_reset id=1, BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM",
    "1014 upstream_timeout id=1, BACKEND_SLOW CONFIRMED GATEWAY_UPSTREAM",
    "1014 upstream_stalled id=1, BACKEND_SLOW CONFIRMED GATEWAY_UPSTREAM",
    "1014 upstream_protocol:rsv id=1, PROTOCOL_ERROR CONFIRMED GATEWAY_UPSTREAM",
    "1014 upstream_bad_close:1006 id=1, PEER_ILLEGAL_CLOSE CONFIRMED GATEWAY_UPSTREAM",
    "1014 upstream_tls:20 id=1, TLS_HANDSHAKE CONFIRMED GATEWAY_UPSTREAM",
    "1014 upstream_connection_refused id=1, BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM",
    "1014 upstream_http_response_timeout id=1, BACKEND_SLOW CONFIRMED GATEWAY_UPSTREAM",
    "1014 upstream_refused:401 id=1, BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM",
    "somebody upstream, BACKEND_DOWN CONFIRMED BACKEND",
  })
  void theTextOfACloseSaysMoreThanItsCode(String text, String expected) {
    assertThat(said(judged(new Seen().open(lost(text))))).isEqualTo(expected);
  }

  private static SessionLook lost(String text) {
    FrameNote close = new FrameNote(8, 0, false, 2 + text.length(), 1014, text, 9);
    return new SessionLook(List.of(close), 0, List.of(), 0, WireEnd.FIN, false, 10);
  }

  private static SessionLook lost() {
    return new SessionLook(List.of(), 0, List.of(), 0, WireEnd.FIN, false, 10);
  }

  @Test
  void aServerThatIsLostWithoutAWordIsWhatItsGatewaySaysAtThatHop() {
    Seen behind = new Seen().open(lost());
    Finding main =
        judged(
            new Seen().open(lost("1014 upstream_eof id=1 retry=5")),
            new HopLook("app", "192.0.2.9:80", behind.file()));
    assertThat(said(main)).isEqualTo("BACKEND_DOWN CONFIRMED app");
  }

  @Test
  void aGatewayWhoseUpstreamWorksForOthersIsGuiltyItself() {
    Exchange refused = answer(502, "", "Proxy-Status", "gw; error=connection_refused");
    Seen fine = new Seen().open(Seen.fine());
    Finding main =
        judged(new Seen().at(Probe.WS0, refused), new HopLook("app", "192.0.2.9:80", fine.file()));
    assertThat(said(main)).isEqualTo("BACKEND_DOWN CONFIRMED PROXY");
  }
}
