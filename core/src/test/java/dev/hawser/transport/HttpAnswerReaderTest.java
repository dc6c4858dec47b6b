package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAnswerReaderTest {
  private static final String SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nA:  1 \r\n\r\n";

  private final HttpAnswerReader reader = new HttpAnswerReader(200);

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String body(HttpAnswer answer) {
    return StandardCharsets.ISO_8859_1.decode(answer.body()).toString();
  }

  @Test
  void a101CountsWithItsHeadAndLeavesWhatIsBehindIt() throws Exception {
    ByteBuffer bytes = bytes(SWITCHING + "frames");
    HttpAnswer answer = reader.take(bytes);
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.headers().first("upgrade")).isEqualTo("websocket");
    assertThat(answer.headers().first("A")).isEqualTo("1");
    assertThat(StandardCharsets.ISO_8859_1.decode(bytes).toString()).isEqualTo("frames");
  }

  @Test
  void anAnswerMayComeByteByByte() throws Exception {
    for (int i = 0; i < SWITCHING.length() - 1; i++) {
      assertThat(reader.take(bytes(SWITCHING.substring(i, i + 1)))).isNull();
    }
    assertThat(reader.take(bytes("\n")).status()).isEqualTo(101);
  }

  @Test
  void aBodyEndsByItsLengthAndWhatIsBehindItIsLeft() throws Exception {
    ByteBuffer bytes = bytes("HTTP/1.1 403 No\r\nContent-Length: 4\r\n\r\nnoneX");
    HttpAnswer answer = reader.take(bytes);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(body(answer)).isEqualTo("none");
    assertThat(bytes.remaining()).isEqualTo(1);
  }

  @Test
  void aBodyEndsByItsChunks() throws Exception {
    assertThat(
            reader.take(bytes("HTTP/1.1 503 x\nTransfer-Encoding: chunked\n\n3;a=b\r\nabc\r\nA")))
        .isNull();
    assertThat(reader.take(bytes("\r\n0123456789\r\n"))).isNull();
    assertThat(body(reader.take(bytes("0\r\n\r\n")))).isEqualTo("abc0123456789");
  }

  @Test
  void aChunkThatIsNoneEndsTheBody() throws Exception {
    String head = "HTTP/1.1 503 x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n";
    assertThat(body(reader.take(bytes(head + "zz\r\n")))).isEqualTo("a");
    HttpAnswerReader other = new HttpAnswerReader(200);
    assertThat(body(other.take(bytes(head + "1".repeat(1_025))))).isEqualTo("a");
  }

  @Test
  void aBodyWithoutLengthEndsWithTheStreamAndOneCutShortIsStillAnAnswer() throws Exception {
    assertThat(reader.cut()).isNull();
    assertThat(reader.take(bytes("HTTP/1"))).isNull();
    assertThat(reader.amidHead()).isFalse();
    assertThat(reader.take(bytes("."))).isNull();
    assertThat(reader.amidHead()).isTrue();
    assertThat(reader.cut()).isNull();
    assertThat(reader.take(bytes("0 500 Oops\r\n\r\nso far"))).isNull();
    assertThat(reader.amidHead()).isFalse();
    assertThat(body(reader.cut())).isEqualTo("so far");
  }

  @Test
  void onlySoMuchOfABodyIsKept() throws Exception {
    assertThat(reader.take(bytes("HTTP/1.1 500 x\r\n\r\n"))).isNull();
    ByteBuffer much = ByteBuffer.allocate(HttpAnswer.MAX_BODY + 10);
    assertThat(reader.take(much).body().remaining()).isEqualTo(HttpAnswer.MAX_BODY);
    assertThat(much.remaining()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"204", "304"})
  void someAnswersHaveNoBody(int status) throws Exception {
    String head = "HTTP/1.1 " + status + " x\r\nContent-Length: 9\r\n\r\n";
    assertThat(body(reader.take(bytes(head)))).isEmpty();
  }

  @Test
  void anInterimAnswerPrecedesTheOneThatCounts() throws Exception {
    HttpAnswer answer = reader.take(bytes("HTTP/1.1 103 Early\r\nA: 1\r\n\r\n" + SWITCHING));
    assertThat(answer.status()).isEqualTo(101);
  }

  @Test
  void whatIsNoAnswerIsSaidByItsFirstBytes() {
    says("SSH-2.0-OpenSSH_9.6\r\n", "the peer speaks no HTTP; it began with 'SSH-2.0-OpenSSH_'");
    says("\u0015\u0003\u0001", "the peer speaks TLS; the URL's scheme must be wss");
    says("HTTP/2 200\r\n\r\n", "the peer speaks no HTTP; it began with 'HTTP/2 200??'");
    says("HTTP/1.1 99\r\n\r\n", "the answer is no HTTP/1.1: it begins with 'HTTP/1.1 99'");
    says(
        "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
        "the answer is no HTTP/1.1: 'no field' is no header field");
    says(
        "HTTP/1.1 200 OK\r\nA: " + "b".repeat(300),
        "the answer's header section is longer than 200 bytes");
  }

  private static void says(String bytes, String what) {
    assertThatThrownBy(() -> new HttpAnswerReader(200).take(bytes(bytes)))
        .isInstanceOf(HttpAnswerReader.Bad.class)
        .hasMessageStartingWith(what.substring(0, what.length() - 1));
  }
}
