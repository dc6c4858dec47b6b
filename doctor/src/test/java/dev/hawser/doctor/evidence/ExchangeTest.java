package dev.hawser.doctor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.judge.Seen;
import org.junit.jupiter.api.Test;

class ExchangeTest {
  private static final Exchange GARBAGE = Seen.bytes("SSH-2.0-x", WireEnd.OPEN);

  @Test
  void nothingAtAllIsMuteAndNoGarbage() {
    Exchange mute = Exchange.mute(WireEnd.FIN, 7);
    assertThat(mute).isEqualTo(new Exchange(null, "", "", WireEnd.FIN, -1, 7));
    assertThat(mute.mute()).isTrue();
    assertThat(mute.garbage()).isFalse();
    assertThat(mute.status()).isZero();
    assertThat(mute.header("Server") + mute.body()).isEmpty();
    assertThat(mute.html()).isFalse();
  }

  @Test
  void bytesThatAreNoHttpAreGarbageAndNotMute() {
    assertThat(GARBAGE.garbage()).isTrue();
    assertThat(GARBAGE.mute()).isFalse();
    assertThat(Seen.answer(200, "").garbage()).isFalse();
  }

  @Test
  void onlyA101WithoutADefectIsAWebSocket() {
    assertThat(Seen.upgraded().upgraded()).isTrue();
    assertThat(Seen.answer(200, "").upgraded()).isFalse();
    Exchange wrong = new Exchange(Seen.upgraded().answer(), "accept", "H", WireEnd.OPEN, 1, 2);
    assertThat(wrong.upgraded()).isFalse();
    assertThat(wrong.status()).isEqualTo(101);
  }

  @Test
  void aTlsAlertIsToldByItsFirstTwoBytes() {
    assertThat(Seen.bytes("\u0015\u0003\u0001", WireEnd.FIN).tlsAlert()).isTrue();
    assertThat(Seen.bytes("\u0016\u0003\u0001", WireEnd.FIN).tlsAlert()).isFalse();
    assertThat(Seen.bytes("\u0015", WireEnd.FIN).tlsAlert()).isFalse();
  }

  @Test
  void aPageForPeopleIsToldByItsTypeOrItsText() {
    assertThat(Seen.answer(502, "x", "Content-Type", "Text/HTML; charset=x").html()).isTrue();
    assertThat(Seen.answer(502, "..<HTML>").html()).isTrue();
    assertThat(Seen.answer(502, "{}", "Content-Type", "text/json").html()).isFalse();
    assertThat(Seen.answer(502, "x", "Server", "nginx").header("server")).isEqualTo("nginx");
    assertThat(Seen.answer(502, "the body").body()).isEqualTo("the body");
  }

  @Test
  void theSameIsTheSameStatusBodyAndPlace() {
    Exchange one = Seen.answer(302, "see", "Location", "/a", "Date", "now");
    assertThat(one.sameAs(Seen.answer(302, "see", "Location", "/a", "Date", "then"))).isTrue();
    assertThat(one.sameAs(Seen.answer(301, "see", "Location", "/a"))).isFalse();
    assertThat(one.sameAs(Seen.answer(302, "saw", "Location", "/a"))).isFalse();
    assertThat(one.sameAs(Seen.answer(302, "see", "Location", "/b"))).isFalse();
    assertThat(GARBAGE.sameAs(GARBAGE)).isFalse();
  }
}
