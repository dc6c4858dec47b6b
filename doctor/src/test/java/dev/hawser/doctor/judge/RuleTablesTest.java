package dev.hawser.doctor.judge;

import static dev.hawser.doctor.judge.Seen.answer;
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
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.FrameNote;
import dev.hawser.doctor.evidence.HopLook;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.IdleLook.Traffic;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.Reach;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.SizeLook;
import dev.hawser.doctor.evidence.TlsLook;
import dev.hawser.doctor.evidence.WireEnd;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules held to tables: each row changes one thing of the row before. */
class RuleTablesTest {
  private static final WireEnd FIN = WireEnd.FIN;
  private static final WireEnd OPEN = WireEnd.OPEN;

  private static String said(Seen seen) {
    Finding main = Judge.judge(seen.file(), List.of(), List.of()).main();
    return main == null ? "HEALTHY" : main.cause().id() + " " + main.confidence();
  }

  @ParameterizedTest
  @CsvSource({
    "1000, DONE CONFIRMED",
    "1001, ENDPOINT_LEAVES CONFIRMED",
    "1003, UNSUPPORTED_DATA CONFIRMED",
    "1007, INVALID_PAYLOAD CONFIRMED",
    "1008, POLICY CONFIRMED",
    "1009, MESSAGE_TOO_BIG CONFIRMED",
    "1010, EXTENSION_MISSING CONFIRMED",
    "1011, SERVER_ERROR CONFIRMED",
    "1012, SERVICE_RESTART CONFIRMED",
    "1013, OVERLOAD CONFIRMED",
    "1014, BACKEND_DOWN CONFIRMED",
    "3000, AUTH LIKELY",
    "3003, FORBIDDEN LIKELY",
    "3008, ANSWER_TIMEOUT LIKELY",
    "4401, APPLICATION CONFIRMED"
  })
  void aCloseIsTakenAtItsWord(int code, String expected) {
    FrameNote said = close(code, "x", 900);
    assertThat(CloseRules.of(said).cause() + " " + CloseRules.of(said).confidence())
        .isEqualTo(expected);
  }

  @Test
  void aCodeThatNobodyKnowsSaysNothing() {
    assertThat(CloseRules.of(close(1099, "", 1)).cause()).isEqualTo(Cause.UNKNOWN);
    assertThat(CloseRules.of(close(2999, "", 1)).cause()).isEqualTo(Cause.UNKNOWN);
  }

  private static IdleLook busy(Traffic traffic, long lasted, long quiet) {
    return new IdleLook(traffic, 0, lasted, FIN, 0, "", quiet);
  }

  private static IdleLook silent(long started, long lasted, int code, String text) {
    return new IdleLook(Traffic.SILENT, started, lasted, FIN, code, text);
  }

  private static Seen idles(IdleLook... more) {
    return idles(0, "", more);
  }

  private static Seen idles(int code, String text, IdleLook... more) {
    IdleLook[] all = new IdleLook[3 + more.length];
    for (int i = 0; i < 3; i++) {
      all[i] = silent(350L * i, 2_000, code, text);
    }
    System.arraycopy(more, 0, all, 3, more.length);
    return new Seen().idles(true, all);
  }

  static Stream<Arguments> connectionsAndWhatTheyMean() {
    IdleLook pings = idle(Traffic.PINGS, 4_000, OPEN);
    return Stream.of(
        of("with a control", idles(pings), "PROXY_IDLE CONFIRMED"),
        of("without one", idles(), "PROXY_IDLE POSSIBLE"),
        of(
            "Pings that came too late",
            idles(busy(Traffic.PINGS, 2_100, 1_800)),
            "PROXY_IDLE POSSIBLE"),
        of("Pings in time", idles(busy(Traffic.PINGS, 2_100, 1_799)), "MAX_LIFETIME POSSIBLE"),
        of(
            "messages in time",
            idles(busy(Traffic.PINGS, 2_100, 300), busy(Traffic.MESSAGES, 2_050, 300)),
            "MAX_LIFETIME CONFIRMED"),
        of(
            "messages live on",
            idles(busy(Traffic.PINGS, 2_100, 300), idle(Traffic.MESSAGES, 4_000, OPEN)),
            "APP_LEVEL_IDLE CONFIRMED"),
        of(
            "Pings do not hold, what only the client sends does",
            idles(busy(Traffic.PINGS, 2_100, 300), idle(Traffic.ONE_WAY, 4_000, OPEN)),
            "UNKNOWN UNKNOWN"),
        of("empty Close", idles(1000, "", pings), "SERVER_IDLE CONFIRMED"),
        of("empty Close, no control", idles(1000, ""), "SERVER_IDLE POSSIBLE"),
        of("a code with words of it", idles(4000, "Idle timeout", pings), "SERVER_IDLE CONFIRMED"),
        of("inactive", idles(4000, "INACTIVE", pings), "SERVER_IDLE CONFIRMED"),
        of("another code", idles(1011, "oops", pings), "SERVER_ERROR CONFIRMED"),
        of("another code, no control", idles(1011, "oops"), "SERVER_ERROR LIKELY"),
        of("a likely code, no control", idles(3000, "oops"), "AUTH LIKELY"),
        of(
            "all with another code",
            idles(1012, "deploy", new IdleLook(Traffic.PINGS, 0, 2_000, FIN, 1012, "deploy")),
            "SERVICE_RESTART CONFIRMED"),
        of(
            "one silent one lives",
            new Seen()
                .idles(
                    null,
                    silent(0, 2_000, 0, ""),
                    silent(0, 2_000, 0, ""),
                    idle(Traffic.SILENT, 4_000, OPEN)),
            "UNKNOWN UNKNOWN"),
        of(
            "at ages of no clock",
            new Seen()
                .idles(
                    null,
                    silent(0, 200, 0, ""),
                    silent(0, 2_000, 0, ""),
                    silent(0, 3_900, 0, ""),
                    busy(Traffic.PINGS, 900, 0)),
            "UNKNOWN UNKNOWN"),
        of("at one moment, back", moment(true, 300), "PROXY_RELOAD_OR_EDGE_RESTART LIKELY"),
        of("at one moment, gone", moment(false, 300), "BACKEND_RESTART_OR_CRASH LIKELY"),
        of("not quite at one moment", moment(true, 301), "MAX_LIFETIME POSSIBLE"));
  }

  private static Seen moment(boolean back, long spread) {
    return new Seen()
        .idles(
            back,
            silent(0, 3_000, 0, ""),
            silent(350, 2_650, 0, ""),
            silent(1_500, 1_500 + spread, 0, ""),
            new IdleLook(Traffic.PINGS, 0, 3_000, FIN, 0, "", 10));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("connectionsAndWhatTheyMean")
  void theIdleTestMeans(String name, Seen seen, String expected) {
    assertThat(said(seen)).isEqualTo(expected);
  }

  private static Seen first(SessionLook session, long... ages) {
    Seen seen = new Seen();
    IdleLook[] all = new IdleLook[ages.length + 1];
    for (int i = 0; i < ages.length; i++) {
      all[i] = silent(0, ages[i], 0, "");
    }
    all[ages.length] = idle(Traffic.PINGS, 4_000, OPEN);
    return seen.idles(null, all).open(session);
  }

  private static SessionLook session(long millis, int pings, FrameNote... frames) {
    return new SessionLook(List.of(frames), pings, List.of(), 0, FIN, false, millis);
  }

  static Stream<Arguments> firstSessions() {
    String lost = "UNKNOWN UNKNOWN";
    String timer = "PROXY_IDLE CONFIRMED";
    return Stream.of(
        of("as silent and as long", first(session(1_800, 0), 2_000, 2_000, 2_000), timer),
        of("sooner", first(session(1_799, 0), 2_000, 2_000, 2_000), lost),
        of("after a Ping", first(session(2_000, 1), 2_000, 2_000, 2_000), lost),
        of("at once, all of them", first(session(499, 0), 499, 499, 499), lost),
        of("soon, all of them", first(session(500, 0), 500, 500, 500), timer),
        of("by no clock", first(session(2_000, 0), 500, 2_000, 3_900), lost),
        of(
            "with an empty Close",
            first(session(2_000, 0, close(1001, "", 9)), 2_000, 2_000, 2_000),
            timer),
        of(
            "with words",
            first(session(2_000, 0, close(1001, "bye", 9)), 2_000, 2_000, 2_000),
            "ENDPOINT_LEAVES CONFIRMED"),
        of(
            "with a code",
            first(session(2_000, 0, close(1011, "", 9)), 2_000, 2_000, 2_000),
            "SERVER_ERROR CONFIRMED"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("firstSessions")
  void aFirstSessionThatEndedLikeTheSilentOnesIsOneOfThem(String name, Seen seen, String expected) {
    assertThat(said(seen)).isEqualTo(expected);
  }

  private static SessionLook answered(long millis) {
    return new SessionLook(List.of(), 2, List.of(900L, 1_100L), 0, FIN, false, millis);
  }

  @Test
  void aSessionThatCameToTheAgeAtWhichAllEndedIsOneOfThem() {
    IdleLook pings = busy(Traffic.PINGS, 2_000, 300);
    SessionLook gone = ended(FIN);
    SessionLook aged = answered(1_800);
    assertThat(said(idles(pings).open(aged, aged, aged))).isEqualTo("MAX_LIFETIME POSSIBLE");
    assertThat(said(idles(pings).open(answered(999), gone, gone))).isEqualTo("FLAPPING LIKELY");
    assertThat(said(idles(pings).open(answered(1_799), gone, gone))).isEqualTo("UNKNOWN UNKNOWN");
    IdleLook living = idle(Traffic.PINGS, 4_000, OPEN);
    assertThat(said(idles(living).open(aged, aged, aged))).isEqualTo("UNKNOWN UNKNOWN");
  }

  @ParameterizedTest
  @CsvSource({
    "1799, APPLICATION CONFIRMED",
    "1800, APPLICATION LIKELY",
  })
  void whereMessagesAreSentPingsAreNoControlOfWhatThePeerSays(long quiet, String expected) {
    IdleLook pings = new IdleLook(Traffic.PINGS, 0, 2_000, FIN, 4008, "beat", 300);
    IdleLook messages = new IdleLook(Traffic.MESSAGES, 0, 2_000, FIN, 4008, "beat", quiet);
    assertThat(said(idles(4008, "beat", pings, messages))).isEqualTo(expected);
    assertThat(said(idles(4008, "beat", pings))).isEqualTo("APPLICATION CONFIRMED");
  }

  private static Seen size(long survived, int code, WireEnd end) {
    SizeLook failed = new SizeLook(1_600, false, code, end);
    return survived == 0
        ? new Seen().sizes(failed)
        : new Seen().sizes(new SizeLook(survived, true, 0, OPEN), failed);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1009, FIN, HEALTHY",
    "0, 1009, FIN, HEALTHY",
    "0, 1003, OPEN, UNSUPPORTED_DATA CONFIRMED",
    "0, 1005, FIN, UNKNOWN UNKNOWN",
    "0, 0, FIN, UNKNOWN UNKNOWN",
    "0, 0, OPEN, UNKNOWN UNKNOWN",
    "1000, 1003, OPEN, HEALTHY",
    "1000, 0, RST, HEALTHY",
    "1000, 0, OPEN, MTU_BLACKHOLE LIKELY"
  })
  void aMessageThatIsNotSurvivedMeans(long survived, int code, WireEnd end, String expected) {
    assertThat(said(size(survived, code, end))).isEqualTo(expected);
  }

  @Test
  void aCompressedMessageIsHeldAgainstOneOfItsSize() {
    SizeLook lost = new SizeLook(2_048, false, 0, FIN);
    assertThat(said(new Seen().sizes(new SizeLook(4_096, true, 0, OPEN)).compressed(lost)))
        .isEqualTo("PHANTOM_COMPRESSION LIKELY");
    assertThat(said(new Seen().sizes(new SizeLook(2_048, true, 0, OPEN)).compressed(lost)))
        .isEqualTo("PHANTOM_COMPRESSION LIKELY");
    assertThat(said(new Seen().sizes(new SizeLook(2_047, true, 0, OPEN)).compressed(lost)))
        .isEqualTo("HEALTHY");
    SizeLook fine = new SizeLook(2_048, true, 0, OPEN);
    assertThat(said(new Seen().sizes(new SizeLook(4_096, true, 0, OPEN)).compressed(fine)))
        .isEqualTo("HEALTHY");
  }

  private static Exchange raw(String first, WireEnd end, String alert) {
    return new Exchange(null, alert, first, end, 5, 6);
  }

  static Stream<Arguments> silentAnswers() {
    TlsLook spoke = new TlsLook(true, "TLSv1.3", "", null, List.of(), "", "", OPEN, 1);
    TlsLook alerted = new TlsLook(false, "", "", null, List.of(), "x", "", FIN, 1);
    TlsLook nothing = new TlsLook(false, "", "", null, List.of(), "", "", FIN, 1);
    String settings = "\0\0\6\4\0\0\0\0\0";
    return Stream.of(
        of(
            new Seen().at(Probe.WS0, raw("", OPEN, "")).tlsOnClear(spoke),
            "WS_TO_TLS_PORT CONFIRMED"),
        of(
            new Seen().at(Probe.WS0, raw("", OPEN, "")).tlsOnClear(alerted),
            "WS_TO_TLS_PORT CONFIRMED"),
        of(
            new Seen().at(Probe.WS0, raw("", OPEN, "")).tlsOnClear(nothing),
            "BACKEND_SLOW POSSIBLE"),
        of(new Seen().at(Probe.WS0, raw("\u0015\u0003", FIN, "")), "WS_TO_TLS_PORT CONFIRMED"),
        of(
            new Seen().at(Probe.WS0, raw("", WireEnd.TLS_ALERT, "certificate_required")),
            "TLS_CLIENT_CERT CONFIRMED"),
        of(
            new Seen().at(Probe.WS0, raw("", WireEnd.TLS_ALERT, "internal_error")),
            "TLS_HANDSHAKE LIKELY"),
        of(new Seen().at(Probe.WS0, raw(settings, FIN, "")), "H2_ONLY CONFIRMED"),
        of(new Seen().at(Probe.WS0, raw("\0\0\5\4\0\0\0\0\0", FIN, "")), "NOT_HTTP CONFIRMED"),
        of(new Seen().at(Probe.WS0, raw("\0\0\6\5\0\0\0\0\0", FIN, "")), "NOT_HTTP CONFIRMED"),
        of(new Seen().at(Probe.WS0, raw("\0\0\6\4\0\1\0\0\0", FIN, "")), "NOT_HTTP CONFIRMED"),
        of(new Seen().at(Probe.WS0, raw("\0\0\6\4\0\0\0\0", FIN, "")), "NOT_HTTP CONFIRMED"),
        of(new Seen().at(Probe.WS0, raw("\0\1\6\4\0\0\0\0\0", FIN, "")), "NOT_HTTP CONFIRMED"),
        of(new Seen().at(Probe.WS0, raw("HTTP/1.1 2", FIN, "")), "MUTE_PROXY POSSIBLE"),
        of(new Seen().at(Probe.WS0, raw("", FIN, "")), "MUTE_PROXY POSSIBLE"),
        of(
            new Seen().at(Probe.WS0, raw("", FIN, "")).at(Probe.GET, answer(200, "")),
            "MUTE_PROXY POSSIBLE"),
        of(
            new Seen().at(Probe.WS0, raw("", OPEN, "")).at(Probe.GET, answer(200, "")),
            "BACKEND_SLOW POSSIBLE"));
  }

  @ParameterizedTest
  @MethodSource("silentAnswers")
  void whatIsNoAnswerMeans(Seen seen, String expected) {
    assertThat(said(seen)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "410, WRONG_PATH LIKELY",
    "405, NOT_WEBSOCKET LIKELY",
    "501, NOT_WEBSOCKET LIKELY",
    "407, PROXY_AUTH CONFIRMED",
    "414, HEAD_TOO_BIG LIKELY",
    "431, HEAD_TOO_BIG LIKELY",
    "494, HEAD_TOO_BIG LIKELY",
    "408, BACKEND_SLOW LIKELY",
    "429, RATE_LIMIT CONFIRMED",
    "418, REFUSED UNKNOWN",
    "500, SERVER_ERROR LIKELY",
    "504, BACKEND_SLOW LIKELY",
    "524, BACKEND_SLOW LIKELY",
    "520, BACKEND_DOWN LIKELY",
    "505, UPGRADE_STRIPPED LIKELY",
    "502, BACKEND_DOWN LIKELY",
    "503, OVERLOAD POSSIBLE"
  })
  void aStatusMeans(int status, String expected) {
    assertThat(said(new Seen().at(Probe.WS0, answer(status, "")))).isEqualTo(expected);
  }

  static Stream<Arguments> gateways() {
    return Stream.of(
        of(answer(502, "", "Server", "awselb/2.0"), "AWS ALB"),
        of(answer(522, "", "CF-Ray", "abc"), "Cloudflare"),
        of(answer(503, "", "Server", "envoy"), "Envoy"),
        of(
            answer(503, "upstream connect error or disconnect/reset before headers. reset"),
            "Envoy"),
        of(answer(502, "<center>nginx/1.2</center>"), "nginx"),
        of(answer(502, "", "Server", "nginx"), "nginx"),
        of(answer(502, "", "Server", "Caddy"), "Caddy"),
        of(answer(503, "", "Server", "lighttpd/1.4"), "lighttpd"),
        of(answer(502, ""), ""));
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void aGatewayIsKnownByItsRefusal(Exchange refusal, String product) {
    assertThat(Signatures.gateway(refusal)).isEqualTo(product);
  }

  @Test
  void aPageForEverythingIsOneOnlyWhereItSaysSomething() {
    Exchange empty = answer(200, "");
    assertThat(said(new Seen().at(Probe.WS0, empty).at(Probe.RND, empty)))
        .isEqualTo("NOT_WEBSOCKET LIKELY");
    Exchange plain = answer(200, "hello");
    assertThat(said(new Seen().at(Probe.WS0, plain).at(Probe.RND, plain)))
        .isEqualTo("CATCH_ALL_ROUTE LIKELY");
    assertThat(said(new Seen().at(Probe.WS0, plain).at(Probe.RND, answer(200, "other"))))
        .isEqualTo("NOT_WEBSOCKET LIKELY");
  }

  @Test
  void anOriginOfItsOwnThatIsTakenShowsACheck() {
    assertThat(said(new Seen().at(Probe.WS0, answer(403, "")).at(Probe.OWN_ORIGIN, upgraded())))
        .isEqualTo("ORIGIN_POLICY CONFIRMED");
    assertThat(
            said(
                new Seen()
                    .at(Probe.WS0, answer(403, ""))
                    .at(Probe.FOREIGN_ORIGIN, answer(403, ""))))
        .isEqualTo("FORBIDDEN LIKELY");
  }

  @Test
  void addressesThatFailInDifferentWaysSayLess() {
    assertThat(
            said(new Seen().tries(dial("::1", Reach.UNREACHABLE), dial("1.1.1.1", Reach.TIMEOUT))))
        .isEqualTo("FIREWALL POSSIBLE");
    assertThat(
            said(new Seen().tries(dial("::1", Reach.UNREACHABLE), dial("1.1.1.1", Reach.REFUSED))))
        .isEqualTo("NOT_LISTENING POSSIBLE");
    assertThat(said(new Seen().tries(dial("::1", Reach.UNREACHABLE)))).isEqualTo("NO_ROUTE LIKELY");
    assertThat(said(new Seen().tries())).isEqualTo("UNKNOWN UNKNOWN");
    Judgement v4 =
        Judge.judge(
            new Seen()
                .tries(dial("::1", Reach.CONNECTED), dial("1.1.1.1", Reach.REFUSED))
                .open(fine())
                .file(),
            List.of(),
            List.of());
    assertThat(v4.warnings().get(0).proof().get(0).facts()).containsExactly("IPv4", "1.1.1.1");
  }

  private static Seen tls(boolean trusted, String issuer) {
    CertificateFacts facts =
        new CertificateFacts("CN=a", issuer, List.of("a"), Instant.EPOCH, Instant.EPOCH);
    List<TlsLook.CertificateFault> faults =
        trusted ? List.of() : List.of(TlsLook.CertificateFault.CHAIN);
    return new Seen()
        .open(fine())
        .tls("http/1.1", new TlsLook(true, "TLSv1.3", "", facts, faults, "", "", OPEN, 1));
  }

  @Test
  void whoOpensTlsOnTheWayIsAWarningWhereHeIsTrusted() {
    Judgement trusted = Judge.judge(tls(true, "O=Zscaler").file(), List.of(), List.of());
    assertThat(trusted.main()).isNull();
    assertThat(trusted.warnings()).extracting(Finding::cause).containsExactly(Cause.TLS_INSPECTION);
    assertThat(said(tls(false, "O=Zscaler"))).isEqualTo("TLS_INSPECTION LIKELY");
    assertThat(said(tls(false, "O=Somebody"))).isEqualTo("TLS_CHAIN CONFIRMED");
    assertThat(said(tls(false, "CN=a"))).isEqualTo("TLS_CHAIN CONFIRMED");
    assertThat(Judge.judge(tls(true, "O=Somebody").file(), List.of(), List.of()).warnings())
        .isEmpty();
    TlsLook bare = new TlsLook(true, "TLSv1.3", "", null, List.of(), "", "", OPEN, 1);
    assertThat(said(new Seen().open(fine()).tls("http/1.1", bare))).isEqualTo("HEALTHY");
  }

  @Test
  void aPongThatIsNotThePingsIsAWarning() {
    SessionLook odd = new SessionLook(List.of(), 3, List.of(9L, 9L), 1, OPEN, false, 300);
    Judgement found = Judge.judge(new Seen().open(odd).file(), List.of(), List.of());
    assertThat(found.main()).isNull();
    assertThat(found.warnings().get(0).proof()).containsExactly(Phrase.of("proof.wrong-pong"));
  }

  @ParameterizedTest
  @CsvSource({"true, true, PROTOCOL_ERROR CONFIRMED", "true, false, PATH_DEAD LIKELY"})
  void pingsWithoutPongsMean(boolean closed, boolean echoed, String expected) {
    SessionLook deaf = new SessionLook(List.of(), 3, List.of(9L), 0, OPEN, false, 3_000);
    CloseLook look = new CloseLook(1000, echoed ? 1000 : 0, 4, OPEN, -1);
    assertThat(said(closed ? new Seen().open(deaf).closes(look) : new Seen().open(deaf)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', HEALTHY",
    "v1, v1, HEALTHY",
    "v1, '', SUBPROTOCOL_NONE CONFIRMED",
    "v1, v2, SUBPROTOCOL_NONE CONFIRMED",
    "'', v1, SUBPROTOCOL_NONE CONFIRMED"
  })
  void aSubprotocolIsHeldAgainstTheOffer(String offered, String chosen, String expected) {
    List<String> offer = offered.isEmpty() ? List.of() : List.of(offered);
    Exchange answer = chosen.isEmpty() ? upgraded() : upgraded("Sec-WebSocket-Protocol", chosen);
    assertThat(
            said(
                new Seen()
                    .ask(new Ask(false, false, offer, ""))
                    .at(Probe.WS0, answer)
                    .open(fine())))
        .isEqualTo(expected);
  }

  @Test
  void sessionsThatEndAtOnceThreeInARowAreThePattern() {
    SessionLook gone = ended(FIN);
    assertThat(said(new Seen().open(answered(999), gone, gone))).isEqualTo("FLAPPING LIKELY");
    assertThat(said(new Seen().open(answered(1_000), gone, gone))).isEqualTo("UNKNOWN UNKNOWN");
    assertThat(said(new Seen().open(gone, gone))).isEqualTo("UNKNOWN UNKNOWN");
    assertThat(said(new Seen().open(gone, gone, gone))).isEqualTo("FLAPPING LIKELY");
    SessionLook empty = ended(FIN, new FrameNote(FrameNote.CLOSE, 0, false, 0, 1005, "", 9));
    assertThat(said(new Seen().open(empty, empty, empty))).isEqualTo("FLAPPING LIKELY");
    assertThat(said(new Seen().open(fine(), gone))).isEqualTo("UNKNOWN UNKNOWN");
  }

  private static HopLook hop(Seen seen) {
    return new HopLook("app", "10.0.0.1:80", seen.file());
  }

  private static String compared(Seen front, Seen behind) {
    Finding main = Judge.judge(front.file(), List.of(hop(behind)), List.of()).main();
    return main == null ? "HEALTHY" : main.cause() + " " + main.confidence() + " " + main.hop();
  }

  private static Seen extension(String front) {
    String[] fields =
        front.isEmpty() ? new String[0] : new String[] {"Sec-WebSocket-Extensions", front};
    return new Seen().open(fine()).at(Probe.EXT, upgraded(fields));
  }

  @Test
  void anExtensionThatOnlyTheFrontAcceptsIsInvented() {
    String deflate = "permessage-deflate";
    assertThat(compared(extension(deflate), extension("")))
        .isEqualTo("PHANTOM_COMPRESSION LIKELY PROXY");
    assertThat(compared(extension(deflate), extension(deflate))).isEqualTo("HEALTHY");
    assertThat(compared(extension(""), extension(""))).isEqualTo("HEALTHY");
    assertThat(compared(extension(deflate), new Seen().open(fine()))).isEqualTo("HEALTHY");
    assertThat(compared(new Seen().open(fine()), extension(""))).isEqualTo("HEALTHY");
    Seen refuses = new Seen().open(fine()).at(Probe.EXT, answer(400, ""));
    assertThat(compared(extension(deflate), refuses)).isEqualTo("HEALTHY");
    assertThat(compared(refuses, extension(""))).isEqualTo("HEALTHY");
    SizeLook lost = new SizeLook(2_048, false, 0, FIN);
    Seen shown = extension(deflate).sizes(new SizeLook(4_096, true, 0, OPEN)).compressed(lost);
    assertThat(compared(shown, extension(""))).isEqualTo("PHANTOM_COMPRESSION CONFIRMED PROXY");
    Seen deaf = extension(deflate).open(ended(FIN, close(1011, "", 9)));
    assertThat(compared(deaf, extension(""))).startsWith("SERVER_ERROR");
  }

  @Test
  void aSlowServerBehindAGatewayIsConfirmedWhereTheGatewaySaysSoToo() {
    Seen silent = new Seen().at(Probe.WS0, Exchange.mute(OPEN, 5_000));
    assertThat(compared(new Seen().at(Probe.WS0, answer(504, "")), silent))
        .isEqualTo("BACKEND_SLOW CONFIRMED app");
    assertThat(compared(new Seen().at(Probe.WS0, answer(502, "")), silent))
        .isEqualTo("BACKEND_SLOW POSSIBLE app");
    assertThat(compared(new Seen().at(Probe.WS0, answer(404, "")), silent))
        .isEqualTo("BACKEND_SLOW POSSIBLE app");
  }
}
