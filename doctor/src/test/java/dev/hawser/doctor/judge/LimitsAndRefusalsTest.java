package dev.hawser.doctor.judge;

import static dev.hawser.doctor.judge.Seen.answer;
import static dev.hawser.doctor.judge.Seen.close;
import static dev.hawser.doctor.judge.Seen.ended;
import static dev.hawser.doctor.judge.Seen.idle;
import static dev.hawser.doctor.judge.Seen.upgraded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.FrameNote;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.IdleLook.Traffic;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.TlsLook;
import dev.hawser.doctor.evidence.WireEnd;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What refuses some and not others, what is asked for, and frames against the rules. */
class LimitsAndRefusalsTest {
  private static final Exchange BUSY = answer(429, "");
  private static final Exchange CUT = Exchange.mute(WireEnd.RST, 3);

  private static Seen status(int status, String body, String... headers) {
    return new Seen().at(Probe.WS0, answer(status, body, headers));
  }

  private static Seen sometimes(Exchange alone, Exchange... later) {
    Seen seen = new Seen().at(Probe.WS0, upgraded()).repeats(later);
    return alone == null ? seen : seen.at(Probe.ALONE, alone);
  }

  private static Seen defect(String defect) {
    Exchange bad = new Exchange(upgraded().answer(), defect, "HTTP", WireEnd.OPEN, 1, 1);
    return new Seen().at(Probe.WS0, bad);
  }

  private static TlsLook asked(boolean done, String alert, WireEnd end) {
    return new TlsLook(done, "TLSv1.3", "", null, List.of(), alert, "\26\3", end, 4, true);
  }

  private static Seen askedThen(WireEnd end, String defect) {
    return new Seen()
        .tls("http/1.1", asked(true, "", WireEnd.OPEN))
        .at(Probe.WS0, new Exchange(null, defect, "", end, -1, 5));
  }

  private static Seen frame(int opcode, long length, String defect) {
    return new Seen()
        .open(ended(WireEnd.OPEN, new FrameNote(opcode, 0, false, length, 0, "", 1, defect)));
  }

  private static Seen pongs(long micros) {
    return new Seen()
        .open(
            new SessionLook(List.of(), 2, List.of(micros, micros), 0, WireEnd.OPEN, false, 9_000));
  }

  private static Seen stalling() {
    List<Long> trips = List.of(900_000L, 1_000L, 800_000L, 900_000L);
    return new Seen()
        .open(new SessionLook(List.of(), 4, trips, 0, WireEnd.OPEN, false, 9_000))
        .unseen("idle", "close");
  }

  private static Seen message(int code) {
    return new Seen()
        .idles(
            null,
            idle(Traffic.SILENT, 2_000, WireEnd.OPEN),
            idle(Traffic.PINGS, 2_000, WireEnd.OPEN),
            new IdleLook(Traffic.MESSAGES, 0, 200, WireEnd.FIN, code, "no"));
  }

  static Stream<Arguments> evidenceAndWhatItMeans() {
    return Stream.of(
        of("429 beside others", sometimes(upgraded(), BUSY), "CONNECTION_LIMIT LIKELY"),
        of("429 alone too", sometimes(BUSY, BUSY), "RATE_LIMIT LIKELY"),
        of("429 later, alone unknown", sometimes(null, BUSY), "RATE_LIMIT LIKELY"),
        of("cut beside others", sometimes(upgraded(), CUT, CUT), "CONNECTION_LIMIT LIKELY"),
        of("503 beside others", sometimes(upgraded(), unfit(), CUT), "CONNECTION_LIMIT LIKELY"),
        of("cut once", sometimes(upgraded(), CUT, upgraded()), "ONE_BAD_BACKEND POSSIBLE"),
        of("cut alone too", sometimes(CUT, CUT, CUT), "ONE_BAD_BACKEND POSSIBLE"),
        of(
            "silent beside others",
            sometimes(upgraded(), CUT, Exchange.mute(WireEnd.OPEN, 9)),
            "ONE_BAD_BACKEND POSSIBLE"),
        of("502 beside others", sometimes(upgraded(), bad(), bad()), "ONE_BAD_BACKEND POSSIBLE"),
        of(
            "429 of one server",
            sometimes(upgraded(), answer(429, "", "X-Pod", "b")),
            "ONE_BAD_BACKEND LIKELY"),
        of(
            "429, and with another origin not",
            new Seen().at(Probe.WS0, BUSY).at(Probe.NO_ORIGIN, upgraded()),
            "RATE_LIMIT CONFIRMED"),
        of("Accept", defect("Sec-WebSocket-Accept is missing"), "ACCEPT_MISMATCH CONFIRMED"),
        of("no Upgrade", defect("Upgrade header is missing"), "UPGRADE_STRIPPED LIKELY"),
        of("no Connection", defect("Connection header does not"), "UPGRADE_STRIPPED LIKELY"),
        of("extension", defect("extension 'x' was not asked for"), "PROTOCOL_ERROR CONFIRMED"),
        of(
            "asked, then reset in TLS",
            new Seen().tls("http/1.1", asked(false, "", WireEnd.RST)),
            "TLS_CLIENT_CERT LIKELY"),
        of(
            "asked, then an alert",
            new Seen().tls("http/1.1", asked(false, "bad_certificate", WireEnd.TLS_ALERT)),
            "TLS_CLIENT_CERT LIKELY"),
        of(
            "asked, then the alert for it",
            new Seen().tls("http/1.1", asked(false, "certificate_required", WireEnd.TLS_ALERT)),
            "TLS_CLIENT_CERT CONFIRMED"),
        of(
            "asked, then silence in TLS",
            new Seen().tls("http/1.1", asked(false, "", WireEnd.OPEN)),
            "TLS_HANDSHAKE POSSIBLE"),
        of("asked, then reset", askedThen(WireEnd.RST, ""), "TLS_CLIENT_CERT LIKELY"),
        of(
            "asked, then an alert after TLS",
            askedThen(WireEnd.TLS_ALERT, "certificate_required"),
            "TLS_CLIENT_CERT CONFIRMED"),
        of("asked, then silence", askedThen(WireEnd.OPEN, ""), "BACKEND_SLOW POSSIBLE"),
        of("496", status(496, ""), "TLS_CLIENT_CERT LIKELY"),
        of("495", status(495, ""), "TLS_CLIENT_CERT LIKELY"),
        of(
            "no certificate, by a page",
            status(400, "<title>400 No required SSL certificate was sent</title>"),
            "TLS_CLIENT_CERT LIKELY"),
        of("cookies", status(400, "Request Header Or Cookie Too Large"), "HEAD_TOO_BIG LIKELY"),
        of("subprotocol", status(400, "Unsupported subprotocol"), "SUBPROTOCOL_NONE LIKELY"),
        of("time was over after TCP", new Seen(), "UNKNOWN UNKNOWN"),
        of("time was over after the 101", new Seen().at(Probe.WS0, upgraded()), "UNKNOWN UNKNOWN"),
        of(
            "no Upgrade came, the control had no time",
            status(400, "Can \"Upgrade\" only to \"WebSocket\".")
                .at(Probe.GET, Exchange.mute(WireEnd.OPEN, 9)),
            "UPGRADE_STRIPPED LIKELY"),
        of("network", status(511, ""), "PROXY_AUTH LIKELY"),
        of("Akamai", status(403, "<H1>Access Denied</H1>", "Server", "AkamaiGHost"), "WAF LIKELY"),
        of("Access Denied", status(403, "<H1>Access Denied</H1>"), "FORBIDDEN LIKELY"),
        of("ModSecurity", status(406, "error was generated by Mod_Security"), "WAF LIKELY"),
        of("a page about it", status(200, "request blocked"), "NOT_WEBSOCKET LIKELY"),
        of("not UTF-8", frame(1, 6, FrameNote.NOT_UTF8), "INVALID_PAYLOAD CONFIRMED"),
        of("orphan", frame(0, 1, FrameNote.NOTHING_BEGUN), "PROTOCOL_ERROR CONFIRMED"),
        of("interleaved", frame(1, 1, FrameNote.STILL_OPEN), "PROTOCOL_ERROR CONFIRMED"),
        of("long Ping", frame(9, 300, FrameNote.LONG_CONTROL), "PROTOCOL_ERROR CONFIRMED"),
        of("half a Ping", frame(9, 3, FrameNote.FRAGMENTED_CONTROL), "PROTOCOL_ERROR CONFIRMED"),
        of(
            "1001 with words, again and again",
            new Seen()
                .open(
                    ended(WireEnd.FIN, close(1001, "scaling in", 9)),
                    ended(WireEnd.FIN, close(1001, "scaling in", 9)),
                    ended(WireEnd.FIN, close(1001, "scaling in", 9))),
            "ENDPOINT_LEAVES CONFIRMED"),
        of("late Pongs", pongs(200_000), "BUFFERED POSSIBLE"),
        of("Pongs in time", pongs(199_999), "HEALTHY CONFIRMED"),
        of("a machine that stalls now and then", stalling(), "HEALTHY CONFIRMED"),
        of("late Pongs of a far server", far(200_000, 67), "HEALTHY CONFIRMED"),
        of("later Pongs than its distance", far(201_000, 67), "BUFFERED POSSIBLE"),
        of("a message is refused", message(1003), "UNSUPPORTED_DATA CONFIRMED"),
        of("a message ends it, no more is said", message(1000), "UNKNOWN UNKNOWN"),
        of("a message ends it without a Close", message(0), "UNKNOWN UNKNOWN"));
  }

  private static Exchange unfit() {
    return answer(503, "");
  }

  private static Exchange bad() {
    return answer(502, "");
  }

  private static Seen far(long micros, long handshake) {
    Exchange slow = new Exchange(upgraded().answer(), "", "HTTP", WireEnd.OPEN, 1, handshake);
    return pongs(micros).at(Probe.WS0, slow);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("evidenceAndWhatItMeans")
  void evidenceMeans(String name, Seen seen, String expected) {
    Judgement found = Judge.judge(seen.file(), List.of(), List.of());
    String said =
        found.main() == null
            ? "HEALTHY CONFIRMED"
            : found.main().cause().id() + " " + found.main().confidence();
    assertThat(said).isEqualTo(expected);
  }
}
