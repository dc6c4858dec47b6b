package dev.hawser.doctor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.evidence.IdleLook.Traffic;
import dev.hawser.doctor.judge.Seen;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the small records of the evidence tell of themselves. */
class LooksTest {
  private static TlsLook tls(boolean done, String first) {
    return new TlsLook(done, "", "", null, List.of(), "", first, WireEnd.OPEN, 3);
  }

  private static CertificateFacts certificate(String subject, String issuer) {
    return new CertificateFacts(subject, issuer, List.of(), Instant.EPOCH, Instant.MAX);
  }

  @Test
  void aConnectionOnWhichNothingWasSentWasQuietForAllItsTime() {
    assertThat(new IdleLook(Traffic.SILENT, 7, 900, WireEnd.FIN, 0, "").quiet()).isEqualTo(900);
    assertThat(new IdleLook(Traffic.PINGS, 7, 900, WireEnd.FIN, 0, "").quiet()).isZero();
    assertThat(new IdleLook(Traffic.PINGS, 7, 900, WireEnd.FIN, 0, "").endedAt()).isEqualTo(907);
  }

  @Test
  void anIdleConnectionIsCutByAnEndOrAClose() {
    assertThat(new IdleLook(Traffic.SILENT, 0, 9, WireEnd.OPEN, 0, "").cut()).isFalse();
    assertThat(new IdleLook(Traffic.SILENT, 0, 9, WireEnd.RST, 0, "").cut()).isTrue();
    assertThat(new IdleLook(Traffic.SILENT, 0, 9, WireEnd.OPEN, 1001, "").cut()).isTrue();
  }

  @Test
  void anAnswerMayComeAtOnceAndALossHasACodeOrAnEnd() {
    assertThat(new EchoLook(false, 0, true, 0, WireEnd.OPEN).answered()).isTrue();
    assertThat(new EchoLook(false, -1, true, 0, WireEnd.OPEN).answered()).isFalse();
    assertThat(new EchoLook(false, -1, true, 0, WireEnd.OPEN).lost()).isFalse();
    assertThat(new EchoLook(false, -1, true, 1003, WireEnd.OPEN).lost()).isTrue();
    assertThat(new EchoLook(false, -1, true, 0, WireEnd.FIN).lost()).isTrue();
  }

  @Test
  void whoSignsItselfIsItsOwnIssuer() {
    assertThat(certificate("CN=a", "CN=a").selfSigned()).isTrue();
    assertThat(certificate("CN=a", "CN=ca").selfSigned()).isFalse();
  }

  @Test
  void whatIsAnsweredInClearBeginsWithNoContentTypeOfTls() {
    assertThat(tls(false, "\u0013").answeredInClear()).isTrue();
    assertThat(tls(false, "\u0014").answeredInClear()).isFalse();
    assertThat(tls(false, "\u0017").answeredInClear()).isFalse();
    assertThat(tls(false, "\u0018").answeredInClear()).isTrue();
    assertThat(tls(false, "").answeredInClear()).isFalse();
    assertThat(tls(true, "H").answeredInClear()).isFalse();
    assertThat(tls(false, "H").certificateAsked()).isFalse();
  }

  @Test
  void percentilesAreThoseOfTheSortedRoundTrips() {
    List<Long> trips = List.of(40L, 10L, 30L, 20L);
    SessionLook look = new SessionLook(List.of(), 4, trips, 0, WireEnd.OPEN, false, 9);
    assertThat(look.rttMicros(0)).isEqualTo(10);
    assertThat(look.rttMicros(50)).isEqualTo(20);
    assertThat(look.rttMicros(51)).isEqualTo(30);
    assertThat(look.rttMicros(100)).isEqualTo(40);
    assertThat(Seen.ended(WireEnd.FIN).rttMicros(50)).isZero();
    assertThat(look.lost()).isFalse();
    assertThat(Seen.ended(WireEnd.FIN).lost()).isTrue();
    assertThat(Seen.ended(WireEnd.OPEN, Seen.close(1001, "", 1)).lost()).isTrue();
  }

  @Test
  void aCaseFileTellsHowFarItCame() {
    CaseFile open = new Seen().open(Seen.fine()).file();
    assertThat(open.connected()).isTrue();
    assertThat(open.upgraded()).isTrue();
    assertThat(open.mainTls()).isNull();
    CaseFile refused = new Seen().at(Probe.WS0, Seen.answer(403, "")).file();
    assertThat(refused.upgraded()).isFalse();
    CaseFile none = new Seen().tries(Seen.dial("192.0.2.1", Reach.REFUSED)).file();
    assertThat(none.connected()).isFalse();
    assertThat(none.upgraded()).isFalse();
    TlsLook look = tls(true, "\u0016");
    assertThat(new Seen().tls("http/1.1", look).file().mainTls()).isSameAs(look);
    assertThat(new Seen().tls("h2", look).file().mainTls()).isNull();
  }
}
