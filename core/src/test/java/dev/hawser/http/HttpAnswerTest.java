package dev.hawser.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {
  @Test
  void holdsStatusHeadersAndBody() {
    Headers headers = Headers.of("A", "1");
    HttpAnswer answer = new HttpAnswer(503, headers, bytes("busy"));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).isEqualTo(headers);
    assertThat(answer.bodyText()).isEqualTo("busy");
    assertThat(HttpAnswer.of(503, headers).body().remaining()).isZero();
  }

  @Test
  void aStatusHasThreeDigits() {
    assertThat(HttpAnswer.of(100, Headers.empty()).status()).isEqualTo(100);
    assertThat(HttpAnswer.of(999, Headers.empty()).status()).isEqualTo(999);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpAnswer.of(99, Headers.empty()))
        .withMessage("HTTP status 99 is not in 100-999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpAnswer.of(1_000, Headers.empty()))
        .withMessage("HTTP status 1000 is not in 100-999");
  }

  @Test
  void keepsTheFirst64KibibytesOfABody() {
    assertThat(new HttpAnswer(200, Headers.empty(), ByteBuffer.allocate(65_536)).body().remaining())
        .isEqualTo(65_536);
    assertThat(new HttpAnswer(200, Headers.empty(), ByteBuffer.allocate(65_537)).body().remaining())
        .isEqualTo(65_536);
  }

  @Test
  void copiesTheBodyAndLeavesTheBufferWhereItWas() {
    ByteBuffer body = bytes("xbusy");
    body.get();
    HttpAnswer answer = new HttpAnswer(503, Headers.empty(), body);
    assertThat(body.remaining()).isEqualTo(4);
    body.put(1, (byte) 'l');
    assertThat(answer.bodyText()).isEqualTo("busy");
    assertThat(answer.body().isReadOnly()).isTrue();
  }

  @Test
  void everyReaderHasItsOwnView() {
    HttpAnswer answer = new HttpAnswer(503, Headers.empty(), bytes("busy"));
    answer.body().get();
    assertThat(answer.body().remaining()).isEqualTo(4);
  }

  @Test
  void malformedBytesOfABodyBecomeReplacementCharacters() {
    ByteBuffer malformed = ByteBuffer.wrap(new byte[] {'a', (byte) 0xff, 'b'});
    assertThat(new HttpAnswer(200, Headers.empty(), malformed).bodyText()).isEqualTo("a\ufffdb");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
