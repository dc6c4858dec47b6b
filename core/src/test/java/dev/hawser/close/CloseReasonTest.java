package dev.hawser.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseReasonTest {
  private static final CloseCode CODE = CloseCode.NORMAL_CLOSURE;

  @Test
  void carriesACodeWithOrWithoutAText() {
    assertThat(CloseReason.of(CODE)).isEqualTo(new CloseReason(CODE, ""));
    assertThat(CloseReason.of(CODE, "bye")).isEqualTo(new CloseReason(CODE, "bye"));
    assertThat(CloseReason.of(CODE)).hasToString("1000 Normal Closure");
    assertThat(CloseReason.of(CODE, "bye")).hasToString("1000 Normal Closure \"bye\"");
  }

  @Test
  void anEmptyCloseIsCode1005WithoutText() {
    assertThat(CloseReason.NONE).isEqualTo(CloseReason.of(CloseCode.NO_STATUS_RCVD));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloseReason.of(CloseCode.NO_STATUS_RCVD, "why"))
        .withMessage("an empty Close (1005) carries no text, got 'why'");
  }

  // RFC 6455 s.5.5: 125 bytes of a control frame, two of which are the code.
  @ParameterizedTest
  @CsvSource({"a, 123", "é, 61", "€, 41", "🙂, 30"})
  void aTextHasAtMost123BytesOfUtf8(String letter, int most) {
    String fits = letter.repeat(most);
    assertThat(CloseReason.of(CODE, fits).text()).isEqualTo(fits);
    String over = letter.repeat(most + 1);
    int bytes = over.getBytes(StandardCharsets.UTF_8).length;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloseReason.of(CODE, over))
        .withMessage(
            "close reason has "
                + bytes
                + " bytes of UTF-8, allowed are 123; CloseReason.fit cuts it");
  }

  @ParameterizedTest
  @CsvSource({"a, 123", "é, 61", "€, 41", "🙂, 30"})
  void fitCutsAtTheLastWholeCodePointThatFits(String letter, int most) {
    assertThat(CloseReason.fit(CODE, letter.repeat(200)).text()).isEqualTo(letter.repeat(most));
    assertThat(CloseReason.fit(CODE, letter.repeat(most)).text()).isEqualTo(letter.repeat(most));
  }

  @ParameterizedTest
  @CsvSource({"\u007f, 1", "\u0080, 2", "\u07ff, 2", "\u0800, 3", "\uffff, 3"})
  void fitCountsTheBytesOfEveryLengthOfCodePoint(String letter, int bytes) {
    String padded = "x".repeat(123 - bytes) + letter;
    assertThat(CloseReason.fit(CODE, padded).text()).isEqualTo(padded);
    assertThat(CloseReason.fit(CODE, "x" + padded).text()).hasSize(123 - bytes + 1);
  }

  @Test
  void fitKeepsAnAstralCodePointWholeAtTheEdge() {
    String padded = "x".repeat(119) + Character.toString(0x10000);
    assertThat(CloseReason.fit(CODE, padded + "y").text()).isEqualTo(padded);
    assertThat(CloseReason.fit(CODE, "x" + padded).text()).isEqualTo("x".repeat(120));
  }

  @ParameterizedTest
  @CsvSource({"a\ud800, 1", "\udfff, 0", "\ude42\ud83d, 0", "🙂\udc00, 2"})
  void aLoneSurrogateIsRefusedWithItsPlace(String text, int index) {
    String message =
        "close reason holds a lone surrogate at index " + index + ", which UTF-8 cannot carry";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloseReason.of(CODE, text))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloseReason.fit(CODE, text))
        .withMessage(message);
  }

  @Test
  void aLoneSurrogateIsRefusedEvenInThePartThatFitCuts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloseReason.fit(CODE, "x".repeat(200) + "\ud800"))
        .withMessageStartingWith("close reason holds a lone surrogate at index 200");
  }

  @Test
  void codePointsNextToTheSurrogatesAreFine() {
    assertThat(CloseReason.of(CODE, "\ud7ff\ue000").text()).hasSize(2);
  }

  @Test
  void aRoleMaySendOnlyItsCodes() {
    CloseReason restart = CloseReason.of(CloseCode.SERVICE_RESTART);
    assertThat(restart.requireSendableBy(Role.SERVER)).isSameAs(restart);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> restart.requireSendableBy(Role.CLIENT))
        .withMessage(
            "a client may not send close code 1012 Service Restart; allowed are 1000-1003,"
                + " 1007-1011 and 3000-4999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloseReason.of(CloseCode.MANDATORY_EXT).requireSendableBy(Role.SERVER))
        .withMessage(
            "a server may not send close code 1010 Mandatory Ext.; allowed are 1000-1003,"
                + " 1007-1009, 1011-1014 and 3000-4999");
  }
}
