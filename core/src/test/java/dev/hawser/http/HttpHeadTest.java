package dev.hawser.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class HttpHeadTest {
  private static HttpAnswer answer(int status, Headers headers, String body) {
    return new HttpAnswer(status, headers, ByteBuffer.wrap(body.getBytes(ISO_8859_1)));
  }

  @Test
  void itsBytesAreTheLineTheFieldsAndAnEmptyLine() {
    HttpHead head = new HttpHead("GET / HTTP/1.1", Headers.of("Host", "a", "X-Name", "é"));
    assertThat(ISO_8859_1.decode(head.bytes()).toString())
        .isEqualTo("GET / HTTP/1.1\r\nHost: a\r\nX-Name: é\r\n\r\n");
  }

  @Test
  void switchingIsA101() {
    assertThat(HttpHead.switching(Headers.of("Upgrade", "websocket")))
        .isEqualTo(
            new HttpHead("HTTP/1.1 101 Switching Protocols", Headers.of("Upgrade", "websocket")));
  }

  @Test
  void aRefusalSaysWhereItEndsAndNothingElseDoes() {
    Headers own =
        Headers.of("Content-Length", "9", "X-Why", "full", "Transfer-Encoding", "chunked")
            .with("Connection", "keep-alive");
    assertThat(HttpHead.refusal(answer(503, own, "later")))
        .isEqualTo(
            new HttpHead(
                "HTTP/1.1 503 Service Unavailable",
                Headers.of("X-Why", "full", "Content-Length", "5", "Connection", "close")));
  }

  @Test
  void aRefusalThatNamesAProtocolSaysSoInConnection() {
    assertThat(HttpHead.refusal(answer(426, Headers.of("Upgrade", "websocket"), "")).fields())
        .isEqualTo(
            Headers.of(
                "Upgrade", "websocket", "Content-Length", "0", "Connection", "Upgrade, close"));
  }

  @Test
  void a204HasNeitherBodyNorLength() {
    HttpAnswer empty = answer(204, Headers.empty(), "lost");
    assertThat(HttpHead.hasBody(empty)).isFalse();
    assertThat(HttpHead.hasBody(answer(200, Headers.empty(), ""))).isTrue();
    assertThat(HttpHead.refusal(empty).fields()).isEqualTo(Headers.of("Connection", "close"));
  }
}
