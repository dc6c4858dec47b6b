package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHandshakeTest {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final Headers GOOD =
      Headers.of(
          "Host", "example.com",
          "Upgrade", "WebSocket",
          "Connection", "keep-alive, Upgrade",
          "Sec-WebSocket-Key", KEY,
          "Sec-WebSocket-Version", "13");

  private static ServerHandshake judge(Headers headers) {
    return ServerHandshake.judge(new RequestHead("GET", "/", "HTTP/1.1", headers));
  }

  private static Headers without(String name) {
    Headers headers = Headers.empty();
    for (Headers.Field field : GOOD.fields()) {
      headers = field.name().equals(name) ? headers : headers.with(field.name(), field.value());
    }
    return headers;
  }

  private static ServerHandshake refusal(int status, String text) {
    return new ServerHandshake.Refusal(status, text);
  }

  @Test
  void findsAProperRequestAcceptable() {
    assertThat(judge(GOOD)).isEqualTo(new ServerHandshake.Request(KEY, List.of(), List.of()));
    assertThat(
            judge(
                GOOD.with("Sec-WebSocket-Protocol", "b, a")
                    .with("Sec-WebSocket-Protocol", "c")
                    .with("Sec-WebSocket-Extensions", "permessage-deflate; x, y")))
        .isEqualTo(
            new ServerHandshake.Request(
                KEY, List.of("b", "a", "c"), List.of("permessage-deflate; x", "y")));
  }

  @Test
  void aRequestWithoutUpgradeIsToldToUpgrade() {
    String text = "this resource speaks WebSocket only: Upgrade: websocket is missing";
    assertThat(judge(without("Upgrade"))).isEqualTo(refusal(426, text));
    assertThat(judge(without("Upgrade").with("Upgrade", "h2c"))).isEqualTo(refusal(426, text));
    assertThat(ServerHandshake.judge(new RequestHead("POST", "/", "HTTP/1.0", Headers.empty())))
        .isEqualTo(refusal(426, text));
  }

  @Test
  void theMethodIsGet() {
    assertThat(ServerHandshake.judge(new RequestHead("POST", "/", "HTTP/1.1", GOOD)))
        .isEqualTo(refusal(400, "the method of an upgrade request is GET, got POST"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.10", "http/1.1", ""})
  void theVersionOfHttpIsOnePointOneOrAbove(String version) {
    assertThat(ServerHandshake.judge(new RequestHead("GET", "/", version, GOOD)))
        .isEqualTo(refusal(400, "an upgrade request is HTTP/1.1, got " + version));
  }

  @Test
  void hostStandsOnce() {
    assertThat(judge(without("Host")))
        .isEqualTo(refusal(400, "one valid Host header is needed, got 0"));
    assertThat(judge(GOOD.with("host", "b")))
        .isEqualTo(refusal(400, "one valid Host header is needed, got 2"));
    assertThat(judge(without("Host").with("Host", "a b")))
        .isEqualTo(refusal(400, "one valid Host header is needed, got 1"));
  }

  @Test
  void connectionSaysUpgrade() {
    assertThat(judge(without("Connection").with("Connection", "close")))
        .isEqualTo(refusal(400, "Connection header does not say 'Upgrade'"));
  }

  @Test
  void theKeyStandsOnceAndIsSixteenBytes() {
    String needed = "one Sec-WebSocket-Key of 16 bytes in base64 is needed, got ";
    assertThat(judge(without("Sec-WebSocket-Key"))).isEqualTo(refusal(400, needed + 0));
    assertThat(judge(GOOD.with("Sec-WebSocket-Key", KEY))).isEqualTo(refusal(400, needed + 2));
    assertThat(judge(without("Sec-WebSocket-Key").with("Sec-WebSocket-Key", "short")))
        .isEqualTo(refusal(400, needed + 1));
  }

  @Test
  void anotherVersionIsRefusedWithTheOneSpoken() {
    Headers none = without("Sec-WebSocket-Version");
    assertThat(judge(none)).isEqualTo(refusal(400, "one Sec-WebSocket-Version is needed"));
    assertThat(judge(GOOD.with("Sec-WebSocket-Version", "8")))
        .isEqualTo(refusal(400, "one Sec-WebSocket-Version is needed"));
    assertThat(judge(none.with("Sec-WebSocket-Version", "8")))
        .isEqualTo(refusal(426, "Sec-WebSocket-Version '8' is not spoken, only 13"));
  }

  @Test
  void subprotocolsAreDifferentTokens() {
    String text = "Sec-WebSocket-Protocol is not a list of different tokens";
    assertThat(judge(GOOD.with("Sec-WebSocket-Protocol", "a, a"))).isEqualTo(refusal(400, text));
    assertThat(judge(GOOD.with("Sec-WebSocket-Protocol", "a b"))).isEqualTo(refusal(400, text));
  }

  @Test
  void acceptsWithTheAnswerToTheKey() {
    var request = new ServerHandshake.Request(KEY, List.of("a", "b"), List.of());
    Headers headers =
        Headers.of(
            "Upgrade", "websocket",
            "Connection", "Upgrade",
            "Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    HttpAnswer plain = request.accept("", Headers.empty());
    assertThat(plain.status()).isEqualTo(101);
    assertThat(plain.headers()).isEqualTo(headers);
    assertThat(request.accept("b", Headers.of("Set-Cookie", "c=1")).headers())
        .isEqualTo(headers.with("Sec-WebSocket-Protocol", "b").with("Set-Cookie", "c=1"));
  }

  @Test
  void itsAnswerSatisfiesTheClient() {
    var offer =
        new HandshakeOffer(
            WebSocketUri.parse("ws://example.com/"), List.of("a"), List.of(), Headers.empty());
    var client = new ClientHandshake(offer, new byte[16]);
    var request = (ServerHandshake.Request) judge(client.headers());
    assertThat(client.judge(request.accept("a", Headers.empty())))
        .isEqualTo(new HandshakeResult.Accepted("a", List.of(), null));
  }

  @Test
  void saysWhatWasAgreedAboutCompression() {
    var request = new ServerHandshake.Request(KEY, List.of(), List.of("permessage-deflate"));
    var terms = new DeflateTerms(true, false, "permessage-deflate; server_no_context_takeover");
    assertThat(
            request
                .accept("", Headers.of("X-Last", "1"), terms)
                .headers()
                .elements("Sec-WebSocket-Extensions"))
        .containsExactly("permessage-deflate; server_no_context_takeover");
    assertThat(request.accept("", Headers.empty(), null))
        .isEqualTo(request.accept("", Headers.empty()));
  }

  @Test
  void cannotAcceptWithASubprotocolThatWasNotOffered() {
    var request = new ServerHandshake.Request(KEY, List.of("a"), List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.accept("b", Headers.empty()))
        .withMessage("subprotocol 'b' was not offered, only [a]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPGRADE", "connection", "Sec-WebSocket-Accept"})
  void cannotAcceptWithHeadersThatTheHandshakeSets(String name) {
    var request = new ServerHandshake.Request(KEY, List.of(), List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.accept("", Headers.of(name, "x")))
        .withMessage("header '" + name + "' is set by the handshake itself");
  }

  @Test
  void aRefusalIsAnAnswerInPlainText() {
    HttpAnswer bad = new ServerHandshake.Refusal(400, "no ç").answer();
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.bodyText()).isEqualTo("no ç\n");
    assertThat(bad.headers())
        .isEqualTo(Headers.of("Content-Type", "text/plain; charset=utf-8", "Connection", "close"));
    assertThat(new ServerHandshake.Refusal(426, "x").answer().headers())
        .isEqualTo(
            Headers.of(
                "Content-Type", "text/plain; charset=utf-8",
                "Upgrade", "websocket",
                "Connection", "Upgrade, close",
                "Sec-WebSocket-Version", "13"));
  }
}
