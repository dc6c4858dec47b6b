package dev.hawser.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.http.Headers.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
  private static final Headers HEADERS =
      Headers.of("Connection", "keep-alive, , Upgrade", "X", "1", "connection", "close");

  @Test
  void keepsLinesInTheirOrder() {
    assertThat(HEADERS.fields())
        .containsExactly(
            new Field("Connection", "keep-alive, , Upgrade"),
            new Field("X", "1"),
            new Field("connection", "close"));
    assertThatThrownBy(() -> HEADERS.fields().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(Headers.empty().fields()).isEmpty();
    assertThat(Headers.of()).isEqualTo(Headers.empty());
  }

  @Test
  void findsNamesWithoutRegardToCase() {
    assertThat(HEADERS.first("CONNECTION")).isEqualTo("keep-alive, , Upgrade");
    assertThat(HEADERS.first("y")).isNull();
    assertThat(HEADERS.all("connection")).containsExactly("keep-alive, , Upgrade", "close");
    assertThat(HEADERS.all("y")).isEmpty();
  }

  // RFC 9110 s.5.6.1
  @Test
  void splitsListsAcrossLinesAndLeavesEmptyElementsOut() {
    assertThat(HEADERS.elements("connection")).containsExactly("keep-alive", "Upgrade", "close");
    assertThat(HEADERS.elements("y")).isEmpty();
    assertThat(HEADERS.hasElement("connection", "upgrade")).isTrue();
    assertThat(HEADERS.hasElement("connection", "keep")).isFalse();
  }

  @Test
  void aCopyHasOneMoreLineAtTheEnd() {
    Headers more = HEADERS.with("x", "2");
    assertThat(more.all("X")).containsExactly("1", "2");
    assertThat(HEADERS.all("X")).containsExactly("1");
    assertThat(HEADERS.withAll(Headers.of("A", "1", "B", "2")).fields())
        .hasSize(5)
        .endsWith(new Field("A", "1"), new Field("B", "2"));
  }

  @Test
  void namesAndValuesComeInPairs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Headers.of("a", "1", "b"))
        .withMessage("names and values must come in pairs, got 3 strings");
  }

  @Test
  void whiteSpaceAroundAValueIsNotPartOfIt() {
    assertThat(Headers.of("a", " \t1 2\t ").first("a")).isEqualTo("1 2");
  }

  // RFC 9110 s.5.5: no instance can split a header section.
  @ParameterizedTest
  @ValueSource(strings = {"ab\rc", "ab\nc", "ab\0c"})
  void aValueHoldsNoLineEndAndNoNul(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Headers.of("a", value))
        .withMessage("value of header 'a' holds CR, LF or NUL at index 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\n", "é", "(a)", "a/b", "[", "@", "{"})
  void aNameIsAToken(String name) {
    assertThat(Headers.isToken(name)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Headers.of(name, "1"))
        .withMessageStartingWith("header name '" + name + "' is not a token");
  }

  // RFC 9110 s.5.6.2
  @Test
  void aTokenHoldsLettersDigitsAndFifteenMarks() {
    assertThat(Headers.isToken("09azAZ!#$%&'*+-.^_`|~")).isTrue();
    long tokens =
        java.util.stream.IntStream.rangeClosed(0, 0xffff)
            .filter(c -> Headers.isToken(String.valueOf((char) c)))
            .count();
    assertThat(tokens).isEqualTo(10 + 26 + 26 + 15);
  }

  @Test
  void areEqualWithTheSameLinesInTheSameOrder() {
    Headers same = Headers.of("A", "1", "B", "2");
    assertThat(Headers.of("a", "1", "b", "2")).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(Headers.of("b", "2", "a", "1")).isNotEqualTo(same);
    assertThat(Headers.of("a", "1")).isNotEqualTo(same).isNotEqualTo("a: 1");
    assertThat(Headers.of("a", "x").hashCode()).isNotEqualTo(Headers.of("a", "y").hashCode());
  }

  @Test
  void readAsLines() {
    assertThat(Headers.of("A", "1", "B", "2")).hasToString("A: 1, B: 2");
  }
}
