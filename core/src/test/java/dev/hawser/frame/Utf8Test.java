package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "plain",
        "\u007F",
        "\u0080",
        "\u07FF",
        "\u0800",
        "\uD7FF",
        "\uE000",
        "\uFFFD",
        "\uFFFF",
        "\uD800\uDC00",
        "\uDBFF\uDFFF",
        "grün 鍵 🚢!",
        "é",
        "aé",
        "\u0000"
      })
  void measuresATextAsTheJdkEncodesIt(String text) {
    assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void namesTheFirstLoneSurrogateAndItsIndex() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Utf8.length("ab\uD83Dc\uDC00"))
        .withMessage("text holds a lone surrogate, U+D83D, at index 2; UTF-8 cannot carry it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Utf8.length("🚢\uDEA2"))
        .withMessage("text holds a lone surrogate, U+DEA2, at index 2; UTF-8 cannot carry it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Utf8.length("é\uD800"))
        .withMessageContaining("U+D800, at index 1");
  }

  @Test
  void refusesWhatNoArrayHolds() {
    assertThat(Utf8.requireArraySize(Integer.MAX_VALUE - 8)).isEqualTo(2_147_483_639);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Utf8.requireArraySize(Integer.MAX_VALUE - 7))
        .withMessage("text takes 2147483640 bytes of UTF-8, the most is 2147483639");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "7f",
        "c280",
        "dfbf",
        "e0a080",
        "e18080",
        "ecbfbf",
        "ed9fbf",
        "ee8080",
        "efbfbd",
        "efbfbf",
        "f0908080",
        "f1808080",
        "f3bfbfbf",
        "f48fbfbf",
        "61c3a962",
        "616263646566676869c3a9",
        "61626364656667c3a9",
        "6162636465666768 e6bca2 6162636465666768 f09f9aa2"
      })
  void findsGoodTextComplete(String hex) {
    byte[] bytes = Readings.bytes(hex);
    assertThat(Utf8.check(Utf8.COMPLETE, bytes, 0, bytes.length)).isEqualTo(Utf8.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c0",
        "c1",
        "c0af",
        "c1bf",
        "f5",
        "f6",
        "f8",
        "fc",
        "fe",
        "ff",
        "c2c0",
        "c27f",
        "e09f",
        "e080",
        "eda0",
        "edbf",
        "e1c0",
        "e17f",
        "e180c0",
        "e1807f",
        "f08f",
        "f080",
        "f490",
        "f4bf",
        "f17f",
        "f1c0",
        "f1807f",
        "f180c0",
        "f180807f",
        "f18080c0",
        "61626364656667 80",
        "6162636465666768 80 61626364656667",
        "f4908080",
        "eda080edb080"
      })
  void findsBadTextAtTheByteThatMakesItBad(String hex) {
    byte[] bytes = Readings.bytes(hex);
    assertThat(Utf8.check(Utf8.COMPLETE, bytes, 0, bytes.length)).isEqualTo(Utf8.INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c2", "df", "e0", "e0a0", "ef", "efbf", "f0", "f090", "f09080", "f4", "f48f", "f48fbf"
      })
  void knowsThatMoreIsOwed(String hex) {
    byte[] bytes = Readings.bytes(hex);
    assertThat(Utf8.check(Utf8.COMPLETE, bytes, 0, bytes.length)).isPositive();
  }

  @Test
  void agreesWithTheJdkOnEverySequenceOfThreeBytesAndTheirEndings() {
    byte[] bytes = new byte[5];
    for (int lead = 0; lead < 256; lead++) {
      for (int second : new int[] {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF}) {
        for (int third : new int[] {0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xE2}) {
          for (int fourth : new int[] {0x41, 0x80, 0xBF, 0xC0}) {
            bytes = new byte[] {(byte) lead, (byte) second, (byte) third, (byte) fourth, 0x61};
            agree(bytes);
          }
        }
      }
    }
  }

  @Test
  void agreesWithTheJdkOnRandomBytesWhereverTheyAreCut() {
    Random random = new Random(2611);
    for (int round = 0; round < 20_000; round++) {
      int[] code = random.ints(6, 0, 0x3000).toArray();
      byte[] bytes = new String(code, 0, 6).getBytes(StandardCharsets.UTF_8);
      if (random.nextBoolean()) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      agree(bytes);
      int cut = random.nextInt(bytes.length);
      int first = Utf8.check(Utf8.COMPLETE, bytes, 0, cut);
      if (first != Utf8.INVALID) {
        assertThat(Utf8.check(first, bytes, cut, bytes.length))
            .isEqualTo(Utf8.check(Utf8.COMPLETE, bytes, 0, bytes.length));
      }
    }
  }

  private static void agree(byte[] bytes) {
    for (int to = 0; to <= bytes.length; to++) {
      int state = Utf8.check(Utf8.COMPLETE, bytes, 0, to);
      byte[] part = java.util.Arrays.copyOf(bytes, to);
      if (state == Utf8.COMPLETE != (PlainFrames.decode(part, true) != null)
          || state == Utf8.INVALID != (PlainFrames.decode(part, false) == null)) {
        throw new AssertionError(java.util.HexFormat.of().formatHex(part) + " is " + state);
      }
    }
  }
}
