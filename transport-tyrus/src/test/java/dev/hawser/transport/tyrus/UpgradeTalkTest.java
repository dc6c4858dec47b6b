package dev.hawser.transport.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.Unreachability;
import dev.hawser.frame.HandshakeResult;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.DialRequest;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpgradeTalkTest {
  /** Of the sixteen zero bytes that the talk takes as its nonce; s.4.2.2 of RFC 6455. */
  private static final String ACCEPT = "ICX+Yqv66kxgM0FcWaLWlFLwTAI=";

  private static final String SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";

  private final List<String> told = new ArrayList<>();
  private final UpgradeTalk talk = talk(DialRequest.of(URI.create("ws://host/path?q")));

  private final UpgradeTalk.Verdict verdict =
      new UpgradeTalk.Verdict() {
        @Override
        public void accepted(
            HandshakeResult.Accepted accepted, Headers headers, ByteBuffer behind) {
          told.add("accepted " + headers.first("Upgrade") + ", behind: " + text(behind));
        }

        @Override
        public void refused(HttpAnswer answer) {
          told.add("refused " + answer.status() + " " + text(answer.body()));
        }

        @Override
        public void unanswered(Unreachability kind, String text, Throwable cause) {
          told.add(kind + " " + (cause == null ? "judged" : "unread"));
        }
      };

  @Test
  void asksForTheUpgrade() {
    assertThat(text(talk.request()))
        .startsWith("GET /path?q HTTP/1.1\r\nHost: host\r\n")
        .contains("\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n")
        .doesNotContain("Extensions")
        .endsWith("\r\n\r\n");
  }

  @Test
  void refusesToAskForWhatCannotBeAskedFor() {
    DialRequest wrong = DialRequest.of(URI.create("ws://host/")).subprotocols("a b");
    assertThatIllegalArgumentException().isThrownBy(() -> talk(wrong)).withMessageContaining("a b");
  }

  @Test
  void acceptsOnceTheHeadIsWholeAndLeavesWhatIsBehind() {
    String answer = SWITCHING + "Sec-WebSocket-Accept: " + ACCEPT + "\r\n\r";
    take(answer);
    assertThat(told).isEmpty();
    take("\nframes");
    assertThat(told).containsExactly("accepted websocket, behind: frames");
  }

  @Test
  void aWrongAnswerIsNone() {
    take(SWITCHING + "Sec-WebSocket-Accept: wrong\r\n\r\n");
    assertThat(told).containsExactly("BAD_ANSWER judged");
  }

  @Test
  void whatIsNoHttpIsNoAnswer() {
    take("SSH-2.0");
    assertThat(told).containsExactly("BAD_ANSWER unread");
  }

  @Test
  void aRefusalCountsWhenItsBodyIsWhole() {
    take("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbu");
    assertThat(told).isEmpty();
    take("sy");
    assertThat(told).containsExactly("refused 503 busy");
  }

  @Test
  void aRefusalThatTheStreamCutsCountsAsFarAsItCame() {
    take("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbu");
    assertThat(talk.cut(verdict)).isTrue();
    assertThat(told).containsExactly("refused 503 bu");
  }

  @Test
  void aHeadThatTheStreamCutsIsNoAnswer() {
    take("HTTP/1.1 503 Busy\r\nContent-Le");
    assertThat(talk.cut(verdict)).isFalse();
    assertThat(told).isEmpty();
  }

  private void take(String bytes) {
    talk.take(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)), verdict);
  }

  private static UpgradeTalk talk(DialRequest request) {
    return new UpgradeTalk(request, WebSocketUri.of(request.uri()), () -> 0);
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
  }
}
