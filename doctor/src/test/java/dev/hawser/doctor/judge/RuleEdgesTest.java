package dev.hawser.doctor.judge;

import static dev.hawser.doctor.judge.Seen.answer;
import static dev.hawser.doctor.judge.Seen.bytes;
import static dev.hawser.doctor.judge.Seen.dial;
import static dev.hawser.doctor.judge.Seen.ended;
import static dev.hawser.doctor.judge.Seen.fine;
import static dev.hawser.doctor.judge.Seen.idle;
import static dev.hawser.doctor.judge.Seen.upgraded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import dev.hawser.diagnosis.Cause;
import dev.hawser.doctor.evidence.EchoLook;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.HopLook;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.IdleLook.Traffic;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.Reach;
import dev.hawser.doctor.evidence.RungLook;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.SizeLook;
import dev.hawser.doctor.evidence.TlsLook;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.doctor.plan.Requirement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The side of each condition on which the other tables of the rules do not stand. */
class RuleEdgesTest {
  private static final WireEnd FIN = WireEnd.FIN;
  private static final WireEnd OPEN = WireEnd.OPEN;

  private static Seen status(int status, String body, String... headers) {
    return new Seen().at(Probe.WS0, answer(status, body, headers));
  }

  private static Exchange late(int status, String server) {
    Exchange soon = answer(status, "", "Server", server);
    return new Exchange(soon.answer(), "", "HTTP", OPEN, 60_000, 60_001);
  }

  private static TlsLook tls(boolean done, String alpn, String alert) {
    return new TlsLook(done, "", alpn, null, List.of(), alert, "", FIN, 4);
  }

  private static Seen failed() {
    return new Seen().tls("http/1.1", tls(false, "", ""));
  }

  private static String said(Seen seen) {
    Finding main = Judge.judge(seen.file(), List.of(), List.of()).main();
    return main == null ? "HEALTHY" : main.cause().id() + " " + main.confidence();
  }

  static Stream<Arguments> answers() {
    Exchange refusal = answer(400, "no");
    return Stream.of(
        of(
            "clear text on a TLS port",
            status(400, "The plain HTTP request was sent to HTTPS port"),
            "WS_TO_TLS_PORT CONFIRMED"),
        of(
            "another origin gets in",
            status(403, "").at(Probe.FOREIGN_ORIGIN, upgraded()),
            "ORIGIN_POLICY CONFIRMED"),
        of(
            "its own origin gets in",
            status(403, "").at(Probe.OWN_ORIGIN, upgraded()),
            "ORIGIN_POLICY CONFIRMED"),
        of(
            "no origin gets in",
            status(403, "").at(Probe.FOREIGN_ORIGIN, answer(403, "")),
            "FORBIDDEN LIKELY"),
        of("426 and no control", status(426, ""), "UPGRADE_STRIPPED LIKELY"),
        of(
            "426, and GET is answered otherwise",
            status(426, "").at(Probe.GET, answer(200, "hello")),
            "REFUSED UNKNOWN"),
        of("400 and no control", status(400, "no"), "REFUSED UNKNOWN"),
        of(
            "400, and GET is mute",
            status(400, "no").at(Probe.GET, Exchange.mute(OPEN, 9)),
            "REFUSED UNKNOWN"),
        of(
            "400 like GET",
            new Seen().at(Probe.WS0, refusal).at(Probe.GET, refusal),
            "UPGRADE_STRIPPED POSSIBLE"),
        of(
            "Akamai without the words",
            status(403, "", "Server", "AkamaiGHost"),
            "FORBIDDEN LIKELY"),
        of("Apache, late", new Seen().at(Probe.WS0, late(502, "Apache")), "BACKEND_SLOW LIKELY"),
        of("Apache, soon", status(502, "", "Server", "Apache"), "BACKEND_DOWN LIKELY"),
        of("nginx, late", new Seen().at(Probe.WS0, late(502, "nginx")), "BACKEND_DOWN LIKELY"),
        of("Cloudflare's 524", status(524, "", "cf-ray", "1"), "BACKEND_SLOW LIKELY"),
        of("Cloudflare's 521", status(521, "", "cf-ray", "1"), "BACKEND_DOWN LIKELY"),
        of("Cloudflare's 503", status(503, "", "cf-ray", "1"), "OVERLOAD POSSIBLE"),
        of(
            "502, and GET has an answer",
            status(502, "").at(Probe.GET, answer(200, "")),
            "BACKEND_DOWN POSSIBLE"),
        of(
            "502, and GET is sent on",
            status(502, "").at(Probe.GET, answer(302, "")),
            "BACKEND_DOWN LIKELY"),
        of(
            "502, and GET fails too",
            status(502, "").at(Probe.GET, answer(502, "")),
            "BACKEND_DOWN LIKELY"),
        of(
            "502, and GET is mute",
            status(502, "").at(Probe.GET, Exchange.mute(OPEN, 9)),
            "BACKEND_DOWN LIKELY"),
        of(
            "502 of Apache, and GET has an answer",
            status(502, "", "Server", "Apache").at(Probe.GET, answer(200, "")),
            "UPGRADE_STRIPPED LIKELY"),
        of(
            "503 of nginx",
            status(503, "<center>nginx</center>", "Server", "nginx"),
            "OVERLOAD POSSIBLE"),
        of("500 of lighttpd", status(500, "", "Server", "lighttpd/1.4"), "BACKEND_DOWN LIKELY"),
        of("403 of lighttpd", status(403, "", "Server", "lighttpd/1.4"), "FORBIDDEN LIKELY"),
        of("500 of nobody", status(500, ""), "SERVER_ERROR LIKELY"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("answers")
  void anAnswerMeans(String name, Seen seen, String expected) {
    assertThat(said(seen)).isEqualTo(expected);
  }

  static Stream<Arguments> handshakes() {
    Exchange mute = Exchange.mute(FIN, 9);
    return Stream.of(
        of("TLS fails", failed(), "TLS_HANDSHAKE"),
        of("clear text is mute too", failed().at(Probe.CLEAR, mute), "TLS_HANDSHAKE"),
        of(
            "clear text is answered",
            failed().at(Probe.CLEAR, answer(200, "")),
            "WSS_TO_CLEAR_PORT"),
        of(
            "clear text is sent to TLS",
            failed().at(Probe.CLEAR, answer(400, "plain HTTP request was sent to HTTPS port")),
            "TLS_HANDSHAKE"),
        of("h2 works", failed().tls("h2", tls(true, "h2", "")), "H2_ONLY"),
        of("h2 fails too", failed().tls("h2", tls(false, "", "")), "TLS_HANDSHAKE"),
        of("h2 is not chosen", failed().tls("h2", tls(true, "http/1.1", "")), "TLS_HANDSHAKE"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("handshakes")
  void aTlsHandshakeThatFailsMeans(String name, Seen seen, String expected) {
    assertThat(said(seen)).startsWith(expected + " ");
  }

  @Test
  void aClientHelloOnAClearPortTellsByItsAnswerOrItsAlert() {
    Exchange mute = Exchange.mute(FIN, 9);
    Seen seen = new Seen().at(Probe.WS0, mute);
    assertThat(said(seen.tlsOnClear(tls(false, "", "")))).isEqualTo("MUTE_PROXY POSSIBLE");
    assertThat(said(seen.tlsOnClear(tls(false, "", "x")))).isEqualTo("WS_TO_TLS_PORT CONFIRMED");
  }

  private static List<String> proof(Seen seen) {
    Finding main = Judge.judge(seen.file(), List.of(), List.of()).main();
    return main.proof().stream().map(Phrase::key).toList();
  }

  @Test
  void aGetThatIsAnsweredIsTheControlOfSilence() {
    Seen ended = new Seen().at(Probe.WS0, Exchange.mute(FIN, 9));
    assertThat(proof(ended)).contains("proof.get-mute");
    assertThat(proof(ended.at(Probe.GET, Exchange.mute(FIN, 9)))).contains("proof.get-mute");
    assertThat(proof(ended.at(Probe.GET, answer(200, "")))).contains("proof.get-answered");
    Seen open = new Seen().at(Probe.WS0, Exchange.mute(OPEN, 9));
    assertThat(proof(open)).doesNotContain("proof.get-answered");
    assertThat(proof(open.at(Probe.GET, Exchange.mute(OPEN, 9))))
        .doesNotContain("proof.get-answered");
    assertThat(proof(open.at(Probe.GET, answer(200, "")))).contains("proof.get-answered");
  }

  @Test
  void aCertificateThatWasAskedForIsMissedOnlyWhereNothingCameAndTheLineEnded() {
    TlsLook asked = new TlsLook(true, "TLSv1.3", "", null, List.of(), "", "", OPEN, 4, true);
    Seen seen = new Seen().tls("http/1.1", asked);
    assertThat(said(seen.at(Probe.WS0, Exchange.mute(FIN, 9)))).startsWith("TLS_CLIENT_CERT");
    assertThat(said(seen.at(Probe.WS0, bytes("SSH-2.0", FIN)))).startsWith("NOT_HTTP");
    Seen unasked = new Seen().tls("http/1.1", tls(true, "", ""));
    assertThat(said(unasked.at(Probe.WS0, Exchange.mute(FIN, 9)))).startsWith("MUTE_PROXY");
  }

  @Test
  void refusalsOfOneServerAreToldByTheIdThatAllOfThemName() {
    Seen two =
        new Seen()
            .at(Probe.WS0, upgraded())
            .repeats(answer(502, "", "X-Pod", "b"), answer(502, "", "X-Pod", "c"));
    assertThat(said(two)).isEqualTo("ONE_BAD_BACKEND POSSIBLE");
  }

  @Test
  void anAddressInTheUrlIsNotLookedUp() {
    Seen literal = new Seen().noLookup().open(fine());
    Judgement judged = Judge.judge(literal.file(), List.of(), List.of());
    assertThat(judged.main()).isNull();
    assertThat(judged.ruledOut()).doesNotContain(Cause.DNS_NAME).contains(Cause.NOT_LISTENING);
    assertThat(Steps.of(literal.file())).extracting(Step::id).doesNotContain("dns");
  }

  @Test
  void whatWasNotReachedInTimeIsUnknownAtTheStageBefore() {
    assertThat(stage(new Seen().noLookup().tries())).isEqualTo(Stage.RESOLVE);
    assertThat(stage(new Seen().tries())).isEqualTo(Stage.CONNECT);
    assertThat(stage(new Seen())).isEqualTo(Stage.TLS);
    assertThat(stage(new Seen().at(Probe.WS0, upgraded()))).isEqualTo(Stage.UPGRADE);
  }

  private static Stage stage(Seen seen) {
    return Judge.judge(seen.file(), List.of(), List.of()).main().stage();
  }

  private static List<Boolean> met(Seen seen, String bounds) {
    return Judge.judge(seen.file(), List.of(), Requirement.parse(bounds)).bounds().stream()
        .map(Judgement.Bound::met)
        .toList();
  }

  @Test
  void aBoundOnWhatWasNotMeasuredIsNotMet() {
    String all = "rtt-p50<1s,rtt-p90<1s,rtt-p99<1s,answer<2s,idle>=1s,size>=1K";
    assertThat(met(new Seen(), all)).containsOnly(false).hasSize(6);
    SessionLook deaf = new SessionLook(List.of(), 1, List.of(), 0, OPEN, false, 300);
    assertThat(met(new Seen().open(deaf), all)).containsOnly(false);
    assertThat(met(new Seen().open(fine()), "rtt-p90<1.2ms")).containsExactly(true);
    EchoLook echo = new EchoLook(false, 1_999_999, true, 0, OPEN);
    assertThat(met(new Seen().echoes(echo), "answer<2s")).containsExactly(true);
    EchoLook late = new EchoLook(false, 2_000_000, true, 0, OPEN);
    assertThat(met(new Seen().echoes(late), "answer<2s")).containsExactly(false);
    EchoLook none = new EchoLook(false, -1, true, 0, OPEN);
    assertThat(met(new Seen().echoes(none), "answer<2s")).containsExactly(false);
  }

  private static Finding behind(Exchange front, Seen there) {
    HopLook via = new HopLook("backend", "a:1", there.file());
    return Judge.judge(new Seen().at(Probe.WS0, front).file(), List.of(via), List.of()).main();
  }

  @Test
  void whatTheGatewaySaysAndWhatTheServerShowsAreHeldTogether() {
    Exchange told = answer(504, "", "Proxy-Status", "gw; error=http_response_timeout");
    Seen slow = new Seen().at(Probe.WS0, answer(504, ""));
    assertThat(
            behind(answer(504, ""), slow).cause()
                + " "
                + behind(answer(504, ""), slow).confidence())
        .isEqualTo("BACKEND_SLOW CONFIRMED");
    assertThat(
            behind(answer(502, ""), slow).cause()
                + " "
                + behind(answer(502, ""), slow).confidence())
        .isEqualTo("BACKEND_SLOW LIKELY");
    Seen gone = new Seen().at(Probe.WS0, answer(401, ""));
    assertThat(behind(told, gone).cause()).isEqualTo(Cause.AUTH);
    assertThat(behind(told, slow).cause()).isEqualTo(Cause.BACKEND_SLOW);
    assertThat(behind(told, slow).proof())
        .extracting(Phrase::key)
        .contains("proof.proxy-status", "proof.status");
  }

  @Test
  void aHopThatWorksBehindOneThatDoesNotIsNamed() {
    HopLook works = new HopLook("server", "b:1", new Seen().open(fine()).file());
    Finding main =
        Judge.judge(new Seen().at(Probe.WS0, answer(401, "")).file(), List.of(works), List.of())
            .main();
    assertThat(main.proof()).extracting(Phrase::key).contains("proof.via-works");
    assertThat(main.cause()).isEqualTo(Cause.AUTH);
  }

  @Test
  void aLadderWhoseRungsAllAnswerIsInOrder() {
    Seen seen = new Seen().open(fine()).rungs(new RungLook(30_000, true), new RungLook(9, true));
    assertThat(Steps.of(seen.file()))
        .filteredOn(step -> step.id().equals("ladder"))
        .extracting(step -> step.outcome() + " " + step.millis())
        .containsExactly("OK 30000");
  }

  @Test
  void theFrontIsToldByWhatItAddsToo() {
    assertThat(Signatures.front(answer(200, "", "Via", "1.1 Caddy"))).isEqualTo("Caddy");
    assertThat(Signatures.front(answer(200, "", "Via", "1.1 varnish"))).isEmpty();
  }

  @Test
  void aSilentLineThatSpokeBeforeItBrokeIsNotDead() {
    IdleLook told = new IdleLook(Traffic.SILENT, 0, 2_000, WireEnd.BROKEN, 1001, "");
    Seen seen = new Seen().idles(false, told, idle(Traffic.PINGS, 4_000, OPEN));
    assertThat(said(seen)).isEqualTo("UNKNOWN UNKNOWN");
    assertThat(said(new Seen().idles(false, idle(Traffic.SILENT, 2_000, WireEnd.BROKEN))))
        .isEqualTo("PATH_DEAD LIKELY");
  }

  private static IdleLook busy(Traffic traffic, long lasted, long quiet) {
    return new IdleLook(traffic, 0, lasted, FIN, 0, "", quiet);
  }

  private static Seen idles(long[] ages, IdleLook... more) {
    IdleLook[] all = new IdleLook[ages.length + more.length];
    for (int i = 0; i < ages.length; i++) {
      all[i] = idle(Traffic.SILENT, ages[i], FIN);
    }
    System.arraycopy(more, 0, all, ages.length, more.length);
    return new Seen().idles(null, all);
  }

  @Test
  void whatWasNotKeptBusyInTimeIsNoControl() {
    IdleLook late = busy(Traffic.PINGS, 3_000, 1_900);
    assertThat(said(idles(new long[] {200, 2_000, 3_900}, late))).isEqualTo("UNKNOWN UNKNOWN");
    long[] same = {2_000, 2_000, 2_000};
    IdleLook pings = busy(Traffic.PINGS, 2_100, 300);
    IdleLook messages = busy(Traffic.MESSAGES, 2_000, 1_900);
    IdleLook oneWay = idle(Traffic.ONE_WAY, 4_000, OPEN);
    assertThat(said(idles(same, pings, messages, oneWay))).isEqualTo("UNKNOWN UNKNOWN");
  }

  @Test
  void whatOnlyThisSideSendsMayNotCount() {
    long[] same = {2_000, 2_000, 2_000};
    IdleLook held = idle(Traffic.PINGS, 4_000, OPEN);
    Seen cut = idles(same, held, busy(Traffic.ONE_WAY, 2_000, 300));
    assertThat(said(cut)).isEqualTo("PROXY_IDLE CONFIRMED");
    assertThat(proof(cut)).contains("proof.one-way", "proof.pings-hold");
    assertThat(proof(idles(same, held, idle(Traffic.ONE_WAY, 4_000, OPEN))))
        .doesNotContain("proof.one-way");
  }

  @Test
  void aSessionWhoseAnswerIsNotKeptIsJudgedByWhatItDid() {
    assertThat(said(new Seen().open(fine()).without(Probe.WS0))).isEqualTo("HEALTHY");
    assertThat(said(new Seen().open(ended(FIN)).without(Probe.WS0))).isEqualTo("UNKNOWN UNKNOWN");
  }

  @Test
  void aGatewaysWordForABadFrameSaysWhetherItWasText() {
    assertThat(GatewayWords.behind("upstream_protocol")).isEqualTo(Cause.PROTOCOL_ERROR);
    assertThat(GatewayWords.behind("upstream_protocol:utf8")).isEqualTo(Cause.INVALID_PAYLOAD);
    assertThat(GatewayWords.behind("closed")).isNull();
  }

  @Test
  void aLimitOnMessagesIsAFaultOnlyWhereASizeWasAskedFor() {
    Seen seen = new Seen().sizes(new SizeLook(1_600, false, 1009, FIN));
    for (String bounds : List.of("rtt-p50<1s", "rtt-p50<1s,size>=1K")) {
      Judgement judged = Judge.judge(seen.file(), List.of(), Requirement.parse(bounds));
      assertThat(judged.main() != null).as(bounds).isEqualTo(bounds.contains("size"));
      assertThat(judged.warnings()).as(bounds).hasSize(bounds.contains("size") ? 0 : 1);
    }
  }

  @Test
  void aHandshakeWhoseCertificateWasNotSeenHasNoDate() {
    Seen seen = new Seen().tls("http/1.1", tls(true, "http/1.1", ""));
    assertThat(Steps.of(seen.file()))
        .filteredOn(step -> step.id().equals("tls"))
        .extracting(step -> step.outcome() + " " + step.evidence().facts())
        .containsExactly("OK [, http/1.1, ]");
  }

  @Test
  void bytesThatCannotBePrintedAreWrittenAsNumbersAndLongOnesAreCut() {
    assertThat(Figures.start("a~\u007f\u001f ")).isEqualTo("a~\\x7f\\x1f ");
    assertThat(Figures.start("x".repeat(500)).length()).isLessThan(100);
  }

  @Test
  void anUnreachableAddressIsNoAnswer() {
    assertThat(said(new Seen().noLookup().tries(dial("192.0.2.1", Reach.REFUSED))))
        .isEqualTo("NOT_LISTENING CONFIRMED");
    assertThat(said(new Seen().open(ended(FIN)))).isEqualTo("UNKNOWN UNKNOWN");
  }
}
