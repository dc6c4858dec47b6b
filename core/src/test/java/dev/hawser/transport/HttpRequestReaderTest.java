package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.http.HttpHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a head that was read, or could not be, becomes at the door. */
class HttpRequestReaderTest {
  private static final String REST =
      "Host: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n";

  private final List<UpgradeRequest> asked = new ArrayList<>();
  private final List<HttpAnswer> refused = new ArrayList<>();
  private final HttpRequestReader reader = new HttpRequestReader(300);

  private final class Socket implements AcceptWire {
    @Override
    public String remoteAddress() {
      return "192.0.2.9:50000";
    }

    @Override
    public boolean secure() {
      return false;
    }

    @Override
    public void refuse(HttpAnswer answer) {
      refused.add(answer);
    }

    @Override
    public void upgrade(Headers answer, Upgrade upgrade) {}

    @Override
    public void drop() {}
  }

  private void report() {
    HandThread thread = new HandThread();
    LinkPlace place = new LinkPlace(thread, new HandTimers(), () -> 1);
    Acceptor acceptor =
        request -> {
          asked.add(request);
          return new CompletableFuture<>();
        };
    thread.inside(
        () -> reader.report(AcceptDoor.of(acceptor, LinkOptions.DEFAULT, place, new Socket())));
    thread.run();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private int status(String head) {
    assertThat(reader.take(bytes(head))).isTrue();
    report();
    assertThat(asked).isEmpty();
    return refused.get(0).status();
  }

  @Test
  void aRequestIsReadByteByByteBehindEmptyLinesAndWhatFollowsIsLeft() {
    String head = "\r\n\nGET /chat?x=1 HTTP/1.1\r\n" + REST + "\r\n";
    for (int i = 0; i < head.length() - 1; i++) {
      assertThat(reader.take(bytes(head.substring(i, i + 1)))).isFalse();
    }
    ByteBuffer last = bytes("\nframes");
    assertThat(reader.take(last)).isTrue();
    assertThat(last.remaining()).isEqualTo("frames".length());
    report();
    assertThat(refused).isEmpty();
    assertThat(asked.get(0).path()).isEqualTo("/chat");
    assertThat(asked.get(0).headers().first("Host")).isEqualTo("h");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1 x\r\n\r\n",
        "GET /\r\n\r\n",
        "GET / HTTP/11\r\n\r\n",
        "G T / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nno field\r\n\r\n",
        "GET / HTTP/1.1\r\n: x\r\n\r\n",
      })
  void whatIsNoRequestIsABadOne(String head) {
    assertThat(status(head)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1\r\n",
        "Content-Length: 0\r\nContent-Length: 5\r\n",
        "Transfer-Encoding: chunked\r\n"
      })
  void anUpgradeRequestHasNoBody(String field) {
    assertThat(status("GET / HTTP/1.1\r\n" + REST + field + "\r\n")).isEqualTo(400);
  }

  @Test
  void aBodyOfNoBytesIsNone() {
    assertThat(reader.take(bytes("GET / HTTP/1.1\r\n" + REST + "Content-Length: 0\r\n\r\n")))
        .isTrue();
    report();
    assertThat(asked).hasSize(1);
  }

  @Test
  void aHeadThatIsTooLongIsRefusedByWhatIsTooLong() {
    assertThat(status("GET /" + "x".repeat(300))).isEqualTo(414);
    assertThat(new HttpRequestReader(300).take(bytes("GET / HTTP/1.1\r\nA: b"))).isFalse();
  }

  @Test
  void soAreItsFields() {
    assertThat(status("GET / HTTP/1.1\r\nA: " + "x".repeat(300))).isEqualTo(431);
  }

  @Test
  void headsAreWrittenAsTheyAreAndRefusalsSayWhereTheyEnd() {
    HttpAnswer full =
        new HttpAnswer(
            503, Headers.of("Retry-After", "5", "Transfer-Encoding", "chunked"), bytes("busy"));
    assertThat(text(HttpHead.refusal(full)))
        .isEqualTo(
            "HTTP/1.1 503 Service Unavailable\r\n"
                + "Retry-After: 5\r\nContent-Length: 4\r\nConnection: close\r\n\r\n");
    HttpAnswer empty = HttpAnswer.of(204, Headers.empty());
    assertThat(HttpHead.hasBody(full)).isTrue();
    assertThat(HttpHead.hasBody(empty)).isFalse();
    assertThat(text(HttpHead.refusal(empty)))
        .isEqualTo("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    HttpAnswer upgrade = HttpAnswer.of(426, Headers.of("Upgrade", "websocket"));
    assertThat(text(HttpHead.refusal(upgrade))).contains("Connection: Upgrade, close");
    assertThat(text(HttpHead.switching(Headers.of("Upgrade", "websocket"))))
        .isEqualTo("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");
  }

  private static String text(HttpHead head) {
    return StandardCharsets.ISO_8859_1.decode(head.bytes()).toString();
  }
}
