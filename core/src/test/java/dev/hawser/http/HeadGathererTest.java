package dev.hawser.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadGathererTest {
  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\nHost:a \n\n"})
  void aHeadIsTheSameHoweverItsBytesAreCut(String text) {
    HttpHead wanted = new HttpHead("GET / HTTP/1.1", Headers.of("Host", "a"));
    HeadGatherer whole = new HeadGatherer(100);
    ByteBuffer more = bytes(text + "behind");
    assertThat(whole.take(more)).isTrue();
    assertThat(more.remaining()).isEqualTo(6);
    assertThat(whole.head()).isEqualTo(wanted);
    HeadGatherer cut = new HeadGatherer(100);
    for (int i = 0; i < text.length() - 1; i++) {
      assertThat(cut.take(bytes(text.substring(i, i + 1)))).isFalse();
    }
    assertThat(cut.take(bytes("\n"))).isTrue();
    assertThat(cut.head()).isEqualTo(wanted);
  }

  @Test
  void emptyLinesAloneAreNoHead() {
    HeadGatherer gatherer = new HeadGatherer(100);
    assertThat(gatherer.take(bytes("\n"))).isFalse();
    assertThat(new HeadGatherer(100).take(bytes("\r\n"))).isFalse();
    assertThat(gatherer.take(bytes("a\n\r\r\n"))).isFalse();
  }

  @Test
  void stopsPastItsBound() {
    HeadGatherer gatherer = new HeadGatherer(4);
    assertThat(gatherer.take(bytes("GET "))).isFalse();
    assertThat(gatherer.tooLong()).isFalse();
    ByteBuffer more = bytes("/ HTTP/1.1");
    assertThat(gatherer.take(more)).isFalse();
    assertThat(gatherer.tooLong()).isTrue();
    assertThat(more.remaining()).isEqualTo(9);
    assertThat(gatherer.text()).hasToString("GET /");
  }

  @Test
  void tellsWhenTheFirstLineIsOver() {
    HeadGatherer gatherer = new HeadGatherer(100);
    assertThat(gatherer.take(bytes("GET /"))).isFalse();
    assertThat(gatherer.inFirstLine()).isTrue();
    assertThat(gatherer.take(bytes("\n"))).isFalse();
    assertThat(gatherer.inFirstLine()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no field", ": empty", "na me: a"})
  void aLineThatIsNoFieldIsNamed(String line) {
    HeadGatherer gatherer = new HeadGatherer(100);
    assertThat(gatherer.take(bytes("GET / HTTP/1.1\r\n" + line + "\r\n\r\n"))).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(gatherer::head)
        .withMessage("'" + line + "' is no header field");
  }
}
