package dev.hawser.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8LinesTest {
  private static Utf8Lines lines(String text) {
    return new Utf8Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n\nb", "a\n\nb\n", "a\r\n\r\nb\r\n", "a\r\rb\r", "a\r\n\rb"})
  void aLineEndsWithEitherOrBoth(String text) throws Exception {
    Utf8Lines lines = lines(text);
    assertThat(lines.next()).isEqualTo("a");
    assertThat(lines.next()).isEmpty();
    assertThat(lines.next()).isEqualTo("b");
    assertThat(lines.number()).isEqualTo(3);
    assertThat(lines.next()).isNull();
    assertThat(lines.next()).isNull();
    assertThat(lines.number()).isEqualTo(3);
  }

  @Test
  void aStreamWithoutAByteHasNoLine() throws Exception {
    assertThat(lines("").next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00e9t\u00e9", "\u00c3", "\u00c0\u0080", "\u00ed\u00a0\u0080"})
  void aLineThatIsNotUtf8IsRefusedByItsNumberAndTheNextIsRead(String bad) throws Exception {
    Utf8Lines lines = lines("good\n" + bad + "\n\u00c3\u00a9\n");
    assertThat(lines.next()).isEqualTo("good");
    assertThatExceptionOfType(CharacterCodingException.class).isThrownBy(lines::next);
    assertThat(lines.number()).isEqualTo(2);
    assertThat(lines.next()).isEqualTo("é");
    assertThat(lines.number()).isEqualTo(3);
  }
}
