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

import dev.hawser.doctor.evidence.CertificateFacts;
import dev.hawser.doctor.evidence.CloseLook;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.IdleLook.Traffic;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.Reach;
import dev.hawser.doctor.evidence.SizeLook;
import dev.hawser.doctor.evidence.TlsLook;
import dev.hawser.doctor.evidence.WireEnd;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of an examination: its outcome, its time, its sentence and the facts in it. */
class StepsTest {
  private static final WireEnd FIN = WireEnd.FIN;
  private static final WireEnd OPEN = WireEnd.OPEN;

  private static TlsLook tls(boolean done, String alert, TlsLook.CertificateFault... faults) {
    CertificateFacts facts =
        new CertificateFacts("CN=a", "CN=b", List.of("a"), Instant.EPOCH, Instant.EPOCH);
    return new TlsLook(
        done,
        "TLSv1.3",
        "http/1.1",
        done ? facts : null,
        List.of(faults),
        alert,
        "\u0015\u0003",
        alert.isEmpty() ? OPEN : FIN,
        12);
  }

  private static Exchange exchange(Exchange like, String defect, String first, WireEnd end) {
    return new Exchange(like.answer(), defect, first, end, 1, 8);
  }

  static Stream<Arguments> evidenceAndItsLine() {
    Exchange nothing = Exchange.mute(WireEnd.RST, 7);
    return Stream.of(
        of(new Seen(), "dns", "OK 1 step.dns [192.0.2.1]"),
        of(new Seen().lookupFails("x: no"), "dns", "FAIL 1 proof.lookup-failed [x: no]"),
        of(new Seen(), "tcp", "OK 3 step.tcp [192.0.2.1 {connected}]"),
        of(
            new Seen().tries(dial("::1", Reach.REFUSED), dial("192.0.2.1", Reach.CONNECTED)),
            "tcp",
            "WARN 3 step.tcp [::1 {refused}, 192.0.2.1 {connected}]"),
        of(
            new Seen().tries(dial("192.0.2.1", Reach.TIMEOUT)),
            "tcp",
            "FAIL 3 step.tcp [192.0.2.1 {timeout}]"),
        of(
            new Seen().tls("http/1.1", tls(true, "")),
            "tls",
            "OK 12 step.tls [TLSv1.3, http/1.1, 1970-01-01T00:00:00Z]"),
        of(
            new Seen().tls("http/1.1", tls(true, "", TlsLook.CertificateFault.NAME)),
            "tls",
            "FAIL 12 step.tls-faults [TLSv1.3, [NAME], 1970-01-01T00:00:00Z]"),
        of(
            new Seen().tls("http/1.1", tls(false, "handshake_failure")),
            "tls",
            "FAIL 12 step.tls-failed [handshake_failure, \\x15\\x03]"),
        of(
            new Seen().tls("http/1.1", tls(false, "")),
            "tls",
            "FAIL 12 step.tls-failed [OPEN, \\x15\\x03]"),
        of(new Seen().at(Probe.WS0, upgraded()), "upgrade", "OK 6 step.upgrade [HTTP 101]"),
        of(
            new Seen().at(Probe.WS0, upgraded("Sec-WebSocket-Protocol", "v2")),
            "upgrade",
            "OK 6 step.upgrade-subprotocol [v2]"),
        of(
            new Seen().at(Probe.WS0, answer(502, "", "Server", "nginx/1.22.1")),
            "upgrade",
            "FAIL 6 step.upgrade-by [HTTP 502, nginx]"),
        of(
            new Seen().at(Probe.WS0, exchange(upgraded(), "no accept", "HTTP", OPEN)),
            "upgrade",
            "FAIL 8 step.upgrade [HTTP 101, no accept]"),
        of(new Seen().at(Probe.WS0, nothing), "upgrade", "FAIL 7 step.upgrade [RST]"),
        of(
            new Seen().at(Probe.WS0, exchange(nothing, "", "SSH-2.0\r\n", OPEN)),
            "upgrade",
            "FAIL 8 step.upgrade [SSH-2.0\\x0d\\x0a]"),
        of(
            new Seen().at(Probe.NO_ORIGIN, answer(403, "")),
            "no-origin",
            "OK 6 step.control [HTTP 403]"),
        of(new Seen().open(fine()), "open", "OK 300 step.open [0]"),
        of(new Seen().open(ended(FIN)), "open", "FAIL 40 step.lost [FIN, 40]"),
        of(new Seen().open(ended(FIN, close(1012, "", 9))), "open", "FAIL 40 step.lost [1012, 40]"),
        of(new Seen().open(fine()), "ping", "OK 1 step.ping [2, 2, 0.90, 1.10]"),
        of(
            new Seen().open(fine()).closes(new CloseLook(1000, 1001, 5, FIN, 6)),
            "close",
            "OK 5 step.close [1000, 1001, 5, FIN]"),
        of(
            new Seen().open(fine()).closes(new CloseLook(4999, 0, -1, OPEN, -1)),
            "close",
            "WARN 0 step.close-unanswered [4999, OPEN]"),
        of(
            new Seen().open(fine()).repeats(upgraded(), upgraded()),
            "repeat",
            "OK 6 step.repeat [2, 2]"),
        of(
            new Seen().open(fine()).repeats(upgraded(), nothing),
            "repeat",
            "FAIL 7 step.repeat [1, 2]"),
        of(
            new Seen().idles(null, idle(Traffic.ONE_WAY, 4_000, OPEN)),
            "idle",
            "OK 4000 step.idle [{one-way} 4.0\u00a0s]"),
        of(
            new Seen()
                .idles(
                    null,
                    idle(Traffic.SILENT, 2_000, FIN),
                    new IdleLook(Traffic.PINGS, 0, 900, FIN, 1001, "")),
            "idle",
            "FAIL 2000 step.idle [{silent} 2.0\u00a0s FIN, {pings} 0.9\u00a0s 1001]"),
        of(new Seen().sizes(new SizeLook(99, true, 0, OPEN)), "size", "OK 0 step.size [99]"),
        of(
            new Seen().sizes(new SizeLook(9, true, 0, OPEN), new SizeLook(99, false, 1009, FIN)),
            "size",
            "WARN 0 step.size-limit [9, 99, 1009]"),
        of(
            new Seen().sizes(new SizeLook(99, false, 0, FIN)),
            "size",
            "WARN 0 step.size-limit [0, 99, FIN]"),
        of(
            new Seen().open(fine()).malformed(new CloseLook(1002, 1002, 4, FIN, 5)),
            "malformed",
            "OK 5 step.malformed [1002, 1002, FIN]"),
        of(
            new Seen().open(fine()).malformed(new CloseLook(1007, 0, 4, OPEN, 5)),
            "malformed",
            "WARN 5 step.malformed [1007, 0, OPEN]"),
        of(new Seen().unseen("close"), "close", "SKIPPED 0 step.unseen []"));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("evidenceAndItsLine")
  void aLineSaysWhatWasSeen(Seen seen, String id, String expected) {
    assertThat(Steps.of(seen.file()))
        .filteredOn(step -> step.id().equals(id))
        .extracting(
            step ->
                step.outcome()
                    + " "
                    + step.millis()
                    + " "
                    + step.evidence().key()
                    + " "
                    + step.evidence().facts())
        .containsExactly(expected);
  }
}
