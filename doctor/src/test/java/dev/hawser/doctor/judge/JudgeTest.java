package dev.hawser.doctor.judge;

import static dev.hawser.doctor.judge.Seen.answer;
import static dev.hawser.doctor.judge.Seen.bytes;
import static dev.hawser.doctor.judge.Seen.close;
import static dev.hawser.doctor.judge.Seen.dial;
import static dev.hawser.doctor.judge.Seen.ended;
import static dev.hawser.doctor.judge.Seen.fine;
import static dev.hawser.doctor.judge.Seen.idle;
import static dev.hawser.doctor.judge.Seen.upgraded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import dev.hawser.diagnosis.Cause;
import dev.hawser.doctor.evidence.Ask;
import dev.hawser.doctor.evidence.CertificateFacts;
import dev.hawser.doctor.evidence.CloseLook;
import dev.hawser.doctor.evidence.EchoLook;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.FrameNote;
import dev.hawser.doctor.evidence.HopLook;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.IdleLook.Traffic;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.Reach;
import dev.hawser.doctor.evidence.RungLook;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.SizeLook;
import dev.hawser.doctor.evidence.TlsLook;
import dev.hawser.doctor.evidence.TlsLook.CertificateFault;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.doctor.plan.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
  private static final WireEnd FIN = WireEnd.FIN;
  private static final WireEnd OPEN = WireEnd.OPEN;

  private static Judgement judge(Seen seen) {
    return Judge.judge(seen.file(), List.of(), List.of());
  }

  private static TlsLook failed(String alert, String first, WireEnd end) {
    return new TlsLook(false, "", "", null, List.of(), alert, first, end, 4);
  }

  private static TlsLook done(String issuer, CertificateFault... faults) {
    CertificateFacts facts =
        new CertificateFacts(
            "CN=a", issuer, List.of("a.example"), Instant.EPOCH, Instant.EPOCH.plusSeconds(9));
    return new TlsLook(true, "TLSv1.3", "http/1.1", facts, List.of(faults), "", "", OPEN, 4);
  }

  private static Seen silent(long... ages) {
    IdleLook[] all = new IdleLook[ages.length + 1];
    for (int i = 0; i < ages.length; i++) {
      all[i] = idle(Traffic.SILENT, ages[i], FIN);
    }
    all[ages.length] = idle(Traffic.PINGS, 9_000, OPEN);
    return new Seen().idles(null, all);
  }

  private static Seen stripped(Exchange answer) {
    return new Seen().at(Probe.WS0, answer).at(Probe.GET, answer);
  }

  static Stream<Arguments> evidenceAndWhatItMeans() {
    SessionLook deaf = new SessionLook(List.of(), 2, List.of(), 0, OPEN, false, 3_000);
    Exchange page = answer(200, "<html>app</html>", "Content-Type", "text/html");
    return Stream.of(
        of(
            "all dead in silence",
            new Seen()
                .idles(
                    false,
                    idle(Traffic.SILENT, 2_000, WireEnd.BROKEN),
                    idle(Traffic.SILENT, 2_000, WireEnd.BROKEN),
                    idle(Traffic.PINGS, 500, WireEnd.BROKEN)),
            "PATH_DEAD LIKELY 16"),
        of(
            "one dead in silence",
            new Seen()
                .idles(
                    null,
                    idle(Traffic.SILENT, 2_000, WireEnd.BROKEN),
                    idle(Traffic.SILENT, 2_000, OPEN),
                    idle(Traffic.PINGS, 2_000, OPEN)),
            "UNKNOWN UNKNOWN 30"),
        of("nothing wrong", new Seen().open(fine()), "HEALTHY CONFIRMED 0"),
        of(
            "no such name",
            new Seen().lookupFails("x: Name or service not known"),
            "DNS_NAME CONFIRMED 10"),
        of(
            "resolver in trouble",
            new Seen().lookupFails("x: Temporary failure in name resolution"),
            "DNS_NAME LIKELY 10"),
        of(
            "refused",
            new Seen().tries(dial("192.0.2.1", Reach.REFUSED), dial("::1", Reach.REFUSED)),
            "NOT_LISTENING CONFIRMED 11"),
        of("silent", new Seen().tries(dial("192.0.2.1", Reach.TIMEOUT)), "FIREWALL POSSIBLE 11"),
        of(
            "silent, another port answers",
            new Seen().tries(dial("192.0.2.1", Reach.TIMEOUT)).otherPort(),
            "FIREWALL LIKELY 11"),
        of("no way", new Seen().tries(dial("192.0.2.1", Reach.UNREACHABLE)), "NO_ROUTE LIKELY 11"),
        of(
            "refused and silent",
            new Seen().tries(dial("192.0.2.1", Reach.REFUSED), dial("::1", Reach.TIMEOUT)),
            "NOT_LISTENING POSSIBLE 11"),
        of(
            "clear text to ClientHello",
            new Seen().tls("http/1.1", failed("", "HTTP/1.1 400", FIN)),
            "WSS_TO_CLEAR_PORT CONFIRMED 12"),
        of(
            "ssh to ClientHello",
            new Seen().tls("http/1.1", failed("", "SSH-2.0", FIN)),
            "NOT_HTTP CONFIRMED 12"),
        of(
            "only h2",
            new Seen()
                .tls("http/1.1", failed("no_application_protocol", "\25\3", WireEnd.TLS_ALERT))
                .tls("h2", new TlsLook(true, "TLSv1.3", "h2", null, List.of(), "", "", OPEN, 4)),
            "H2_ONLY CONFIRMED 12"),
        of(
            "alert",
            new Seen().tls("http/1.1", failed("protocol_version", "\25\3", WireEnd.TLS_ALERT)),
            "TLS_HANDSHAKE LIKELY 12"),
        of(
            "wants a certificate",
            new Seen().tls("http/1.1", failed("certificate_required", "\25\3", WireEnd.TLS_ALERT)),
            "TLS_CLIENT_CERT CONFIRMED 12"),
        of(
            "cut in TLS",
            new Seen().tls("http/1.1", failed("", "", WireEnd.RST)),
            "TLS_HANDSHAKE POSSIBLE 12"),
        of(
            "silent in TLS, clear answers",
            new Seen().tls("http/1.1", failed("", "", OPEN)).at(Probe.CLEAR, answer(400, "")),
            "WSS_TO_CLEAR_PORT CONFIRMED 12"),
        of(
            "out of date",
            new Seen()
                .tls("http/1.1", done("CN=x", CertificateFault.DATES, CertificateFault.CHAIN)),
            "TLS_EXPIRED CONFIRMED 12"),
        of(
            "other name",
            new Seen().tls("http/1.1", done("CN=x", CertificateFault.NAME)),
            "TLS_NAME CONFIRMED 12"),
        of(
            "unknown issuer",
            new Seen().tls("http/1.1", done("CN=x", CertificateFault.CHAIN)),
            "TLS_CHAIN CONFIRMED 12"),
        of(
            "inspected",
            new Seen().tls("http/1.1", done("CN=Kaspersky Anti-Virus", CertificateFault.CHAIN)),
            "TLS_INSPECTION LIKELY 12"),
        of(
            "TLS alert in clear",
            new Seen().at(Probe.WS0, bytes("\25\3\1\0\2\2\106", FIN)),
            "WS_TO_TLS_PORT CONFIRMED 12"),
        of(
            "TLS answers on ws",
            new Seen().at(Probe.WS0, bytes("", FIN)).tlsOnClear(done("CN=x")),
            "WS_TO_TLS_PORT CONFIRMED 12"),
        of(
            "h2 settings",
            new Seen().at(Probe.WS0, bytes("\0\0\6\4\0\0\0\0\0\0\0", OPEN)),
            "H2_ONLY CONFIRMED 12"),
        of("ssh", new Seen().at(Probe.WS0, bytes("SSH-2.0", OPEN)), "NOT_HTTP CONFIRMED 13"),
        of("mute", new Seen().at(Probe.WS0, bytes("", FIN)), "MUTE_PROXY POSSIBLE 14"),
        of("no answer", new Seen().at(Probe.WS0, bytes("", OPEN)), "BACKEND_SLOW POSSIBLE 14"),
        of("426 like GET", stripped(answer(426, "Upgrade Required")), "UPGRADE_STRIPPED LIKELY 13"),
        of("400 like GET", stripped(answer(400, "what?")), "UPGRADE_STRIPPED POSSIBLE 13"),
        of(
            "400 unlike GET",
            new Seen().at(Probe.WS0, answer(400, "no")).at(Probe.GET, answer(200, "hi")),
            "REFUSED UNKNOWN 13"),
        of(
            "page for all",
            new Seen().at(Probe.WS0, page).at(Probe.RND, page),
            "CATCH_ALL_ROUTE CONFIRMED 13"),
        of(
            "page for this",
            new Seen().at(Probe.WS0, page).at(Probe.RND, answer(404, "")),
            "NOT_WEBSOCKET LIKELY 13"),
        of(
            "redirect",
            new Seen().at(Probe.WS0, answer(307, "", "Location", "/x")),
            "REDIRECTED CONFIRMED 13"),
        of("401", new Seen().at(Probe.WS0, answer(401, "")), "AUTH CONFIRMED 13"),
        of("403", new Seen().at(Probe.WS0, answer(403, "")), "FORBIDDEN LIKELY 13"),
        of(
            "403 by origin",
            new Seen().at(Probe.WS0, answer(403, "")).at(Probe.NO_ORIGIN, upgraded()),
            "ORIGIN_POLICY CONFIRMED 13"),
        of(
            "403 by a firewall",
            new Seen().at(Probe.WS0, answer(403, "", "x-amzn-waf-action", "challenge")),
            "WAF LIKELY 13"),
        of(
            "session of another",
            new Seen()
                .at(Probe.WS0, answer(400, "{\"code\":1,\"message\":\"Session ID unknown\"}")),
            "SESSION_AFFINITY LIKELY 13"),
        of("404", new Seen().at(Probe.WS0, answer(404, "")), "WRONG_PATH LIKELY 13"),
        of("431", new Seen().at(Probe.WS0, answer(431, "")), "HEAD_TOO_BIG LIKELY 13"),
        of("429", new Seen().at(Probe.WS0, answer(429, "")), "RATE_LIMIT CONFIRMED 13"),
        of("418", new Seen().at(Probe.WS0, answer(418, "")), "REFUSED UNKNOWN 13"),
        of("502", new Seen().at(Probe.WS0, answer(502, "")), "BACKEND_DOWN LIKELY 14"),
        of(
            "502, page lives",
            new Seen().at(Probe.WS0, answer(502, "")).at(Probe.GET, answer(200, "")),
            "BACKEND_DOWN POSSIBLE 14"),
        of(
            "Apache 502, server lives",
            new Seen()
                .at(Probe.WS0, answer(502, "", "Server", "Apache/2.4"))
                .at(Probe.GET, answer(426, "")),
            "UPGRADE_STRIPPED LIKELY 13"),
        of("500", new Seen().at(Probe.WS0, answer(500, "")), "SERVER_ERROR LIKELY 14"),
        of(
            "500 of lighttpd",
            new Seen().at(Probe.WS0, answer(500, "", "Server", "lighttpd/1.4")),
            "BACKEND_DOWN LIKELY 14"),
        of(
            "500 of Apache's TLS",
            new Seen()
                .at(
                    Probe.WS0,
                    answer(500, "Proxy Error: Error during SSL Handshake with remote server")),
            "BACKEND_DOWN LIKELY 14"),
        of(
            "400 for HTTP/1.0",
            new Seen()
                .at(Probe.WS0, answer(400, "an upgrade request is HTTP/1.1, got HTTP/1.0"))
                .at(Probe.GET, answer(426, "")),
            "UPGRADE_STRIPPED LIKELY 13"),
        of("503", new Seen().at(Probe.WS0, answer(503, "")), "OVERLOAD POSSIBLE 14"),
        of(
            "503, come again",
            new Seen().at(Probe.WS0, answer(503, "", "Retry-After", "5")),
            "OVERLOAD LIKELY 14"),
        of(
            "503 of Envoy",
            new Seen()
                .at(
                    Probe.WS0,
                    answer(
                        503,
                        "upstream connect error or disconnect/reset before headers. reset reason: x")),
            "BACKEND_DOWN LIKELY 14"),
        of("504", new Seen().at(Probe.WS0, answer(504, "")), "BACKEND_SLOW LIKELY 14"),
        of(
            "one of two, named",
            new Seen()
                .at(Probe.WS0, upgraded("X-Backend", "a"))
                .repeats(answer(502, "", "X-Backend", "b"), upgraded("X-Backend", "a")),
            "ONE_BAD_BACKEND LIKELY 14"),
        of(
            "one of two, same name",
            new Seen()
                .at(Probe.WS0, upgraded("X-Backend", "a"))
                .repeats(answer(502, "", "X-Backend", "a")),
            "ONE_BAD_BACKEND POSSIBLE 14"),
        of(
            "bad accept",
            new Seen()
                .at(
                    Probe.WS0,
                    new Exchange(
                        upgraded().answer(),
                        "Sec-WebSocket-Accept does not match",
                        "HTTP",
                        OPEN,
                        1,
                        1)),
            "ACCEPT_MISMATCH CONFIRMED 15"),
        of(
            "taken back",
            new Seen().open(ended(FIN, close(1002, "Protocol error", 900))),
            "SCG_BACKEND_HANDSHAKE LIKELY 14"),
        of(
            "1002 to the first Ping",
            new Seen()
                .open(
                    new SessionLook(
                        List.of(close(1002, "Protocol error", 9)), 1, List.of(), 0, FIN, false, 9)),
            "PROTOCOL_ERROR CONFIRMED 15"),
        of(
            "1002 after a message",
            new Seen()
                .open(ended(FIN, new FrameNote(1, 0, false, 2, 0, "", 1), close(1002, "", 9))),
            "PROTOCOL_ERROR CONFIRMED 15"),
        of(
            "1006 on the wire",
            new Seen().open(ended(FIN, close(1006, "", 9))),
            "PEER_ILLEGAL_CLOSE CONFIRMED 15"),
        of(
            "one byte of a code",
            new Seen().open(ended(FIN, new FrameNote(8, 0, false, 1, 1005, "", 1))),
            "PEER_ILLEGAL_CLOSE CONFIRMED 15"),
        of(
            "empty Close",
            new Seen().open(ended(FIN, new FrameNote(8, 0, false, 0, 1005, "", 1))),
            "NO_REASON_GIVEN UNKNOWN 16"),
        of(
            "masked",
            new Seen().open(ended(OPEN, new FrameNote(1, 0, true, 2, 0, "", 1))),
            "PROTOCOL_ERROR CONFIRMED 15"),
        of(
            "opcode 3",
            new Seen().open(ended(OPEN, new FrameNote(3, 0, false, 2, 0, "", 1))),
            "PROTOCOL_ERROR CONFIRMED 15"),
        of(
            "RSV1",
            new Seen().open(ended(OPEN, new FrameNote(1, 0x40, false, 2, 0, "", 1))),
            "PROTOCOL_ERROR CONFIRMED 15"),
        of(
            "RSV2",
            new Seen().open(ended(OPEN, new FrameNote(1, 0x20, false, 2, 0, "", 1))),
            "MIDDLEBOX_CORRUPTION LIKELY 15"),
        of("1014", new Seen().open(ended(FIN, close(1014, "", 9))), "BACKEND_DOWN CONFIRMED 14"),
        of(
            "1014 too big",
            new Seen().open(ended(FIN, close(1014, "upstream_too_big:9", 9))),
            "HEALTHY CONFIRMED 1"),
        of(
            "1014 protocol",
            new Seen().open(ended(FIN, close(1014, "upstream_bad_close:1006", 9))),
            "PEER_ILLEGAL_CLOSE CONFIRMED 15"),
        of("1012", new Seen().open(ended(FIN, close(1012, "", 9))), "SERVICE_RESTART CONFIRMED 16"),
        of("1013", new Seen().open(ended(FIN, close(1013, "", 9))), "OVERLOAD CONFIRMED 14"),
        of("1008", new Seen().open(ended(FIN, close(1008, "", 9))), "POLICY CONFIRMED 16"),
        of("1011", new Seen().open(ended(FIN, close(1011, "", 9))), "SERVER_ERROR CONFIRMED 14"),
        of("3000", new Seen().open(ended(FIN, close(3000, "", 9))), "AUTH LIKELY 16"),
        of("4401", new Seen().open(ended(FIN, close(4401, "", 9))), "APPLICATION CONFIRMED 16"),
        of("lost once", new Seen().open(ended(FIN)), "UNKNOWN UNKNOWN 30"),
        of("another lost once", new Seen().open(fine(), ended(WireEnd.RST)), "UNKNOWN UNKNOWN 30"),
        of("lost twice", new Seen().open(ended(FIN), ended(FIN)), "UNKNOWN UNKNOWN 30"),
        of(
            "lost three times",
            new Seen().open(ended(FIN), ended(FIN), ended(FIN)),
            "FLAPPING LIKELY 16"),
        of("no Pong", new Seen().open(deaf), "PATH_DEAD LIKELY 16"),
        of(
            "no Pong but a Close",
            new Seen().open(deaf).closes(new CloseLook(1000, 1000, 1, FIN, 2)),
            "PROTOCOL_ERROR CONFIRMED 15"),
        of(
            "no subprotocol",
            new Seen().open(fine()).ask(new Ask(false, false, List.of("a"), "")),
            "SUBPROTOCOL_NONE CONFIRMED 15"),
        of("idle", silent(2_000, 2_010, 2_990), "PROXY_IDLE CONFIRMED 16"),
        of(
            "two of three",
            silent(2_000, 2_010)
                .idles(
                    null,
                    idle(Traffic.SILENT, 2_000, FIN),
                    idle(Traffic.SILENT, 4_000, OPEN),
                    idle(Traffic.PINGS, 4_000, OPEN)),
            "UNKNOWN UNKNOWN 30"),
        of(
            "only Pings lost",
            new Seen()
                .idles(
                    null, idle(Traffic.SILENT, 4_000, OPEN), idle(Traffic.PINGS, 900, WireEnd.RST)),
            "UNKNOWN UNKNOWN 30"),
        of("by chance", silent(300, 2_000, 3_900), "UNKNOWN UNKNOWN 30"),
        of(
            "dropped in silence",
            new Seen()
                .idles(
                    null,
                    idle(Traffic.SILENT, 2_000, WireEnd.BROKEN),
                    idle(Traffic.SILENT, 2_000, WireEnd.BROKEN),
                    idle(Traffic.SILENT, 2_000, WireEnd.BROKEN),
                    idle(Traffic.PINGS, 2_000, OPEN)),
            "PATH_DEAD LIKELY 16"),
        of(
            "said in the Close",
            new Seen()
                .idles(
                    null,
                    said(1008, "Idle Timeout"),
                    said(1008, "Idle Timeout"),
                    said(1008, "Idle Timeout"),
                    idle(Traffic.PINGS, 2_000, OPEN)),
            "SERVER_IDLE CONFIRMED 16"),
        of(
            "only messages hold",
            new Seen()
                .idles(
                    null,
                    idle(Traffic.SILENT, 700, FIN),
                    idle(Traffic.SILENT, 700, FIN),
                    idle(Traffic.SILENT, 700, FIN),
                    idle(Traffic.PINGS, 700, FIN),
                    idle(Traffic.MESSAGES, 2_000, OPEN)),
            "APP_LEVEL_IDLE CONFIRMED 16"),
        of(
            "age",
            new Seen()
                .idles(
                    true,
                    idle(Traffic.SILENT, 700, FIN),
                    idle(Traffic.SILENT, 710, FIN),
                    idle(Traffic.PINGS, 705, FIN),
                    idle(Traffic.MESSAGES, 700, FIN)),
            "MAX_LIFETIME CONFIRMED 16"),
        of(
            "age, no messages",
            new Seen()
                .idles(
                    true,
                    idle(Traffic.SILENT, 700, FIN),
                    idle(Traffic.SILENT, 710, FIN),
                    idle(Traffic.PINGS, 705, FIN)),
            "MAX_LIFETIME POSSIBLE 16"),
        of(
            "one moment, gone",
            new Seen().idles(false, at(0, 1_500), at(350, 1_500), at(700, 1_505)),
            "BACKEND_RESTART_OR_CRASH LIKELY 16"),
        of(
            "one moment, back",
            new Seen().idles(true, at(0, 1_500), at(350, 1_500), at(700, 1_505)),
            "PROXY_RELOAD_OR_EDGE_RESTART LIKELY 16"),
        of(
            "hole",
            new Seen()
                .sizes(new SizeLook(1_000, true, 0, OPEN), new SizeLook(1_600, false, 0, OPEN)),
            "MTU_BLACKHOLE LIKELY 16"),
        of(
            "larger hole",
            new Seen()
                .sizes(new SizeLook(1_600, true, 0, OPEN), new SizeLook(4_096, false, 0, OPEN)),
            "MTU_BLACKHOLE POSSIBLE 16"),
        of(
            "not the size",
            new Seen().sizes(new SizeLook(1_000, false, 1003, FIN)),
            "UNSUPPORTED_DATA CONFIRMED 16"),
        of(
            "a limit nobody asked about",
            new Seen()
                .sizes(new SizeLook(1_000, true, 0, OPEN), new SizeLook(1_300, false, 1009, FIN)),
            "HEALTHY CONFIRMED 1"),
        of(
            "invented compression",
            new Seen()
                .sizes(new SizeLook(4_096, true, 0, OPEN))
                .compressed(new SizeLook(2_048, false, 1002, FIN)),
            "PHANTOM_COMPRESSION LIKELY 15"));
  }

  private static IdleLook said(int code, String text) {
    return new IdleLook(Traffic.SILENT, 0, 700, FIN, code, text);
  }

  private static IdleLook at(long started, long ended) {
    Traffic traffic = started == 0 ? Traffic.PINGS : Traffic.SILENT;
    return new IdleLook(traffic, started, ended - started, FIN, 0, "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("evidenceAndWhatItMeans")
  void evidenceMeans(String name, Seen seen, String expected) {
    Judgement judgement = judge(seen);
    Finding main = judgement.main();
    String said =
        (main == null ? "HEALTHY CONFIRMED" : main.cause() + " " + main.confidence())
            + " "
            + judgement.exitCode();
    assertThat(said).isEqualTo(expected);
    if (main != null) {
      assertThat(main.proof()).isNotEmpty();
      assertThat(judgement.ruledOut()).doesNotContain(main.cause());
    }
  }

  @Test
  void aDeadFamilyIsAWarningWhileTheOtherWorks() {
    Seen seen =
        new Seen()
            .tries(dial("192.0.2.1", Reach.CONNECTED), dial("2001:db8::1", Reach.TIMEOUT))
            .open(fine());
    Judgement judgement = judge(seen);
    assertThat(judgement.main()).isNull();
    assertThat(judgement.exitCode()).isEqualTo(1);
    assertThat(judgement.warnings())
        .extracting(Finding::cause)
        .containsExactly(Cause.ADDR_FAMILY_DEAD);
    assertThat(judgement.warnings().get(0).proof().get(0).facts())
        .containsExactly("IPv6", "2001:db8::1");
  }

  @Test
  void aDeadAddressAmongLivingOnesIsAWarning() {
    Seen seen =
        new Seen()
            .tries(dial("192.0.2.1", Reach.CONNECTED), dial("192.0.2.2", Reach.REFUSED))
            .open(fine());
    assertThat(judge(seen).warnings())
        .extracting(Finding::cause)
        .containsExactly(Cause.ONE_BAD_BACKEND);
  }

  @Test
  void whatWentWellIsRuledOut() {
    assertThat(judge(new Seen().open(fine())).ruledOut())
        .contains(Cause.DNS_NAME, Cause.NOT_LISTENING, Cause.AUTH, Cause.PATH_DEAD)
        .doesNotContain(Cause.PROXY_IDLE, Cause.MESSAGE_TOO_BIG, Cause.TLS_EXPIRED);
  }

  @Test
  void theHopAtTheUrlIsGuiltyWhereTheNextWorks() {
    Exchange refusal = answer(426, "Upgrade Required");
    Finding main = compare(stripped(refusal), new Seen().open(fine()));
    assertThat(main.cause()).isEqualTo(Cause.UPGRADE_STRIPPED);
    assertThat(main.confidence()).hasToString("CONFIRMED");
    assertThat(main.hop()).isEqualTo("PROXY");
  }

  @Test
  void aMuteProxyIsLikelyWhereTheServerBehindItWorks() {
    Finding main = compare(new Seen().at(Probe.WS0, bytes("", FIN)), new Seen().open(fine()));
    assertThat(main.cause() + " " + main.confidence() + " " + main.hop())
        .isEqualTo("MUTE_PROXY LIKELY PROXY");
  }

  @Test
  void aGatewaysWordForADeadServerIsConfirmedAtTheServer() {
    Finding main =
        compare(
            new Seen().at(Probe.WS0, answer(502, "")),
            new Seen().tries(dial("192.0.2.1", Reach.REFUSED)));
    assertThat(main.cause() + " " + main.confidence() + " " + main.hop())
        .isEqualTo("BACKEND_DOWN CONFIRMED backend");
  }

  @Test
  void theInnermostHopThatFailsIsGuilty() {
    Exchange refusal = answer(426, "Upgrade Required");
    HopLook edge = new HopLook("edge", "a:1", stripped(refusal).file());
    HopLook server = new HopLook("server", "b:1", new Seen().open(fine()).file());
    Finding main = Judge.judge(stripped(refusal).file(), List.of(edge, server), List.of()).main();
    assertThat(main.hop()).isEqualTo("edge");
  }

  @Test
  void aHopThatFailsBehindAUrlThatWorksIsAWarning() {
    HopLook spare =
        new HopLook("spare", "a:1", new Seen().tries(dial("192.0.2.1", Reach.REFUSED)).file());
    Judgement judgement = Judge.judge(new Seen().open(fine()).file(), List.of(spare), List.of());
    assertThat(judgement.main()).isNull();
    assertThat(judgement.warnings().get(0).hop()).isEqualTo("spare");
  }

  @Test
  void compressionThatOnlyTheFrontAcceptsIsNoted() {
    Seen front =
        new Seen()
            .open(fine())
            .at(Probe.EXT, upgraded("Sec-WebSocket-Extensions", "permessage-deflate"));
    Finding main = compare(front, new Seen().open(fine()).at(Probe.EXT, upgraded()));
    assertThat(main.cause() + " " + main.confidence()).isEqualTo("PHANTOM_COMPRESSION LIKELY");
  }

  @Test
  void aHopThatWasNotAskedHasNeitherWorkedNorFailed() {
    HopLook unasked = new HopLook("backend", "a:1", new Seen().file());
    Seen front =
        new Seen().at(Probe.WS0, answer(503, "No server is available to handle this request."));
    Finding main = Judge.judge(front.file(), List.of(unasked), List.of()).main();
    assertThat(main.cause() + " " + main.confidence() + " " + main.hop())
        .isEqualTo("BACKEND_DOWN LIKELY BACKEND");
    assertThat(main.proof()).extracting(Phrase::key).doesNotContain("proof.via-works");

    HopLook broken = new HopLook("edge", "b:1", stripped(answer(426, "Upgrade Required")).file());
    Finding inner =
        Judge.judge(
                stripped(answer(426, "Upgrade Required")).file(),
                List.of(broken, unasked),
                List.of())
            .main();
    assertThat(inner.hop()).isEqualTo("edge");
    assertThat(inner.proof())
        .extracting(Phrase::key)
        .doesNotContain("proof.via-works", "proof.via-fails");
  }

  @Test
  void theProductInFrontIsNamedByItsAnswerOrByItsRefusalOfAMissingKey() {
    Exchange keyless = answer(400, "Your browser sent an invalid request.");
    Finding cut = judge(silent(2_000, 2_000, 2_000).at(Probe.NOKEY, keyless)).main();
    assertThat(cut.product()).isEqualTo("HAProxy");
    assertThat(cut.proof()).extracting(Phrase::key).contains("proof.keyless");

    Seen nginx = silent(2_000, 2_000, 2_000).at(Probe.WS0, upgraded("Server", "nginx/1.22.1"));
    assertThat(judge(nginx).main().product()).isEqualTo("nginx");
    assertThat(judge(nginx).main().proof()).extracting(Phrase::key).contains("proof.named");

    Seen apache =
        silent(2_000, 2_000, 2_000).at(Probe.V8, answer(426, "", "Server", "Apache/2.4.62"));
    assertThat(judge(apache).main().product()).isEqualTo("Apache");
    Seen tomcat =
        silent(2_000, 2_000, 2_000).at(Probe.V8, answer(426, "", "Server", "Apache-Coyote/1.1"));
    assertThat(judge(tomcat).main().product()).isEmpty();

    Seen another = silent(2_000, 2_000, 2_000).at(Probe.NOKEY, answer(400, "no key"));
    assertThat(judge(another).main().product()).isEmpty();
    Seen lenient =
        silent(2_000, 2_000, 2_000)
            .at(Probe.NOKEY, answer(200, "Your browser sent an invalid request."));
    assertThat(judge(lenient).main().product()).isEmpty();
  }

  @Test
  void whoSendsAPageForEverythingStandsInFrontWhereItsNameShows() {
    Exchange page = answer(200, "<html>", "Content-Type", "text/html");
    Seen nameless = new Seen().at(Probe.WS0, page).at(Probe.RND, page);
    assertThat(judge(nameless).main().hop()).isEqualTo("UNKNOWN");
    Exchange named = answer(200, "<html>", "Content-Type", "text/html", "Server", "Caddy");
    Seen caddy = new Seen().at(Probe.WS0, named).at(Probe.RND, named);
    assertThat(judge(caddy).main().cause()).isEqualTo(Cause.CATCH_ALL_ROUTE);
    assertThat(judge(caddy).main().hop()).isEqualTo("PROXY");
    assertThat(judge(caddy).main().product()).isEqualTo("Caddy");
  }

  private static Finding compare(Seen front, Seen behind) {
    HopLook via = new HopLook("backend", "a:1", behind.file());
    return Judge.judge(front.file(), List.of(via), List.of()).main();
  }

  @Test
  void boundsAreHeldAgainstWhatWasMeasured() {
    Seen seen = silent(5_000, 5_000, 5_000);
    List<Requirement> bounds =
        Requirement.parse("idle>=5s,idle>=6s,rtt-p99<1.2ms,rtt-p50<0.9ms,size>=1K");
    Judgement judgement = Judge.judge(seen.file(), List.of(), bounds);
    assertThat(judgement.bounds())
        .extracting(Judgement.Bound::met)
        .containsExactly(true, false, true, false, false);
    assertThat(judgement.bounds().get(4).measured()).isEmpty();
    assertThat(judgement.exitCode()).isEqualTo(17);
  }

  /** The line of the documentation, with every bound just kept and just missed. */
  @ParameterizedTest
  @CsvSource({
    "5000, 1048576, 199999, 0, true true true",
    "4999, 1048576, 199999, 17, false true true",
    "5000, 1048575, 199999, 17, true false true",
    "5000, 1048576, 200000, 17, true true false"
  })
  void requirementsAreMetToTheirLastUnit(
      long idle, long bytes, long micros, int exit, String expected) {
    Seen seen =
        new Seen()
            .idles(null, idle(Traffic.SILENT, idle, OPEN), idle(Traffic.SILENT, 9_000, OPEN))
            .sizes(new SizeLook(1_000, true, 0, OPEN), new SizeLook(bytes, true, 0, OPEN))
            .open(new SessionLook(List.of(), 2, List.of(900L, micros), 0, OPEN, false, 300));
    List<Requirement> required = Requirement.parse("idle>=5s,size>=1M,rtt-p99<200ms");
    Judgement found = Judge.judge(seen.file(), List.of(), required);
    assertThat(found.main()).isNull();
    assertThat(found.exitCode()).isEqualTo(exit);
    assertThat(found.bounds().stream().map(b -> "" + b.met()).collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  void theLadderSaysBetweenWhichSilencesThePathIsForgotten() {
    Seen seen =
        new Seen()
            .idles(true, idle(Traffic.SILENT, 60_000, WireEnd.BROKEN))
            .rungs(
                new RungLook(30_000, true),
                new RungLook(45_000, true),
                new RungLook(55_000, false));
    Phrase bracket = Phrase.of("proof.bracket", "45.0\u00a0s", "55.0\u00a0s", "18.0\u00a0s");
    assertThat(judge(seen).main().proof()).contains(bracket);
    assertThat(Steps.of(seen.file()))
        .filteredOn(step -> step.id().equals("ladder"))
        .extracting(step -> step.outcome() + " " + step.evidence().facts())
        .containsExactly("FAIL [30.0\u00a0s {alive}, 45.0\u00a0s {alive}, 55.0\u00a0s {dead}]");
    seen.rungs(new RungLook(185_000, true), new RungLook(245_000, false));
    assertThat(judge(seen).main().proof())
        .contains(Phrase.of("proof.bracket", "185.0\u00a0s", "245.0\u00a0s", "25.0\u00a0s"));
  }

  @Test
  void aLadderThatContradictsItselfSaysNothing() {
    Seen seen = new Seen().idles(true, idle(Traffic.SILENT, 60_000, WireEnd.BROKEN));
    for (RungLook[] rungs :
        new RungLook[][] {
          {},
          {new RungLook(20_000, true)},
          {new RungLook(20_000, false)},
          {new RungLook(20_000, false), new RungLook(30_000, true)}
        }) {
      assertThat(judge(seen.rungs(rungs)).main().proof())
          .extracting(Phrase::key)
          .doesNotContain("proof.bracket");
    }
  }

  private static EchoLook echo(boolean fragments, long micros, boolean pong) {
    return new EchoLook(fragments, micros, pong, 0, OPEN);
  }

  @ParameterizedTest
  @CsvSource({
    "5, true, 6, true, 0, OPEN, ''",
    "5, true, -1, true, 0, OPEN, proof.fragments-unanswered",
    "5, true, -1, false, 0, OPEN, ''",
    "-1, true, -1, true, 0, OPEN, ''",
    "-1, true, -1, false, 0, FIN, proof.fragments-lost",
    "5, true, -1, false, 1002, OPEN, proof.fragments-lost",
    "5, false, -1, false, 1002, FIN, ''"
  })
  void fragmentsAreHeldAgainstTheWholeMessage(
      long whole, boolean read, long parts, boolean pong, int code, WireEnd end, String proof) {
    Seen seen =
        new Seen().echoes(echo(false, whole, read), new EchoLook(true, parts, pong, code, end));
    Judgement found = judge(seen);
    assertThat(found.main()).isNull();
    assertThat(found.warnings())
        .extracting(warning -> warning.proof().get(0).key())
        .containsExactlyElementsOf(proof.isEmpty() ? List.of() : List.of(proof));
    assertThat(judge(new Seen().echoes(echo(false, whole, read))).warnings()).isEmpty();
  }

  @Test
  void whatBecameOfAMessageStandsAmongTheSteps() {
    Seen seen =
        new Seen()
            .echoes(
                echo(false, 1_500, true),
                echo(true, -1, true),
                echo(true, -1, false),
                new EchoLook(true, -1, false, 1003, FIN),
                new EchoLook(true, -1, false, 0, FIN));
    assertThat(Steps.of(seen.file()))
        .filteredOn(step -> step.id().matches("echo|fragments"))
        .extracting(step -> step.outcome() + " " + step.millis() + " " + step.evidence())
        .containsExactly(
            "OK 1 " + Phrase.of("step.echo", "1.50"),
            "OK 0 " + Phrase.of("step.echo-read"),
            "SKIPPED 0 " + Phrase.of("step.echo-none"),
            "WARN 0 " + Phrase.of("step.echo-lost", 1003),
            "WARN 0 " + Phrase.of("step.echo-lost", "FIN"));
  }

  @Test
  void whatWasNotLookedAtStandsAmongTheStepsAndMakesNothingSick() {
    Seen seen = new Seen().open(fine()).unseen("close", "idle");
    assertThat(judge(seen).exitCode()).isZero();
    assertThat(Steps.of(seen.file()))
        .filteredOn(step -> step.outcome() == Step.Outcome.SKIPPED)
        .extracting(Step::id)
        .containsExactly("close", "idle");
  }

  @Test
  void onePongThatIsMissingIsToBeLookedAtAndTwoAreAFault() {
    for (int missing : new int[] {0, 1, 2}) {
      List<Long> trips = List.of(900L, 1_100L);
      SessionLook look = new SessionLook(List.of(), 2 + missing, trips, 0, OPEN, false, 300);
      assertThat(Steps.of(new Seen().open(look).file()))
          .filteredOn(step -> step.id().equals("ping"))
          .extracting(Step::outcome)
          .containsExactly(
              List.of(Step.Outcome.OK, Step.Outcome.WARN, Step.Outcome.FAIL).get(missing));
    }
  }

  @Test
  void aLimitOnMessagesIsAFaultWhereASizeIsRequired() {
    Seen seen =
        new Seen().sizes(new SizeLook(1_000, true, 0, OPEN), new SizeLook(1_300, false, 1009, FIN));
    Judgement judgement = Judge.judge(seen.file(), List.of(), Requirement.parse("size>=1M"));
    assertThat(judgement.main().cause()).isEqualTo(Cause.MESSAGE_TOO_BIG);
    assertThat(judgement.exitCode()).isEqualTo(17);
  }

  @Test
  void aCloseWithoutAnswerAndToleratedFramesAreWarnings() {
    Seen seen =
        new Seen()
            .open(fine())
            .closes(new CloseLook(1000, 0, -1, FIN, 5))
            .malformed(new CloseLook(1007, 1007, 1, FIN, 2), new CloseLook(1002, 0, 9, OPEN, 9));
    assertThat(judge(seen).warnings())
        .extracting(Finding::cause)
        .containsExactly(Cause.CLOSE_UNANSWERED, Cause.PROTOCOL_ERROR);
  }
}
