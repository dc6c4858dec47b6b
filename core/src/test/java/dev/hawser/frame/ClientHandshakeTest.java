package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHandshakeTest {
  private static final byte[] NONCE = "the sample nonce".getBytes(StandardCharsets.US_ASCII);
  private static final WebSocketUri URI = WebSocketUri.parse("wss://example.com:8443/feed?a=1");
  private static final Headers GOOD =
      Headers.of(
          "Upgrade", "WebSocket",
          "Connection", "keep-alive, upgrade",
          "Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");

  private final ClientHandshake plain = new ClientHandshake(HandshakeOffer.of(URI), NONCE);
  private final ClientHandshake rich =
      new ClientHandshake(
          new HandshakeOffer(
              URI,
              List.of("v2", "v1"),
              List.of("permessage-deflate; client_max_window_bits", "x-other"),
              Headers.of("Origin", "https://example.com")),
          NONCE);

  private static HandshakeResult invalid(Unreachability kind, String detail) {
    return new HandshakeResult.Invalid(kind, detail);
  }

  private static HandshakeResult bad(String detail) {
    return invalid(Unreachability.BAD_ANSWER, detail);
  }

  private static HandshakeResult judge(ClientHandshake handshake, Headers headers) {
    return handshake.judge(HttpAnswer.of(101, headers));
  }

  @Test
  void asksForAWebSocket() {
    assertThat(plain.headers())
        .isEqualTo(
            Headers.of(
                "Host", "example.com:8443",
                "Upgrade", "websocket",
                "Connection", "Upgrade",
                "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version", "13"));
  }

  @Test
  void offersSubprotocolsExtensionsAndFurtherHeaders() {
    assertThat(rich.headers().fields().subList(5, 8))
        .isEqualTo(
            Headers.of(
                    "Sec-WebSocket-Protocol", "v2, v1",
                    "Sec-WebSocket-Extensions",
                        "permessage-deflate; client_max_window_bits, x-other",
                    "Origin", "https://example.com")
                .fields());
  }

  @Test
  void refusesANonceThatHasNotSixteenBytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientHandshake(HandshakeOffer.of(URI), new byte[15]))
        .withMessage("a nonce has 16 bytes, got 15");
  }

  @Test
  void acceptsAProperAnswer() {
    assertThat(judge(plain, GOOD)).isEqualTo(new HandshakeResult.Accepted("", List.of(), null));
    assertThat(
            judge(
                rich,
                GOOD.with("Sec-WebSocket-Protocol", "v1")
                    .with(
                        "Sec-WebSocket-Extensions",
                        "Permessage-Deflate ; client_no_context_takeover, x-other")))
        .isEqualTo(
            new HandshakeResult.Accepted(
                "v1",
                List.of("Permessage-Deflate ; client_no_context_takeover", "x-other"),
                new DeflateTerms(false, true, "Permessage-Deflate ; client_no_context_takeover")));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 200, 301, 401, 426, 503})
  void anyOtherStatusIsARefusal(int status) {
    HttpAnswer answer = HttpAnswer.of(status, GOOD);
    assertThat(plain.judge(answer)).isEqualTo(new HandshakeResult.Refused(answer));
  }

  @Test
  void theUpgradeMustBeToWebSocketAlone() {
    assertThat(judge(plain, Headers.empty())).isEqualTo(bad("Upgrade header is missing"));
    assertThat(judge(plain, Headers.of("Upgrade", "h2c")))
        .isEqualTo(bad("Upgrade header says 'h2c' instead of 'websocket'"));
    assertThat(judge(plain, GOOD.with("Upgrade", "websocket")))
        .isEqualTo(bad("Upgrade header says 'WebSocket, websocket' instead of 'websocket'"));
  }

  @Test
  void theConnectionMustSayUpgrade() {
    assertThat(judge(plain, Headers.of("Upgrade", "websocket", "Connection", "close")))
        .isEqualTo(bad("Connection header does not say 'Upgrade'"));
  }

  @Test
  void theAcceptKeyMustStandOnceAndMatch() {
    Headers without = Headers.of("Upgrade", "websocket", "Connection", "Upgrade");
    assertThat(judge(plain, without)).isEqualTo(bad("Sec-WebSocket-Accept is missing"));
    assertThat(judge(plain, without.with("Sec-WebSocket-Accept", "S3pPLMBiTxaQ9kYGzzhZRbK+xOo=")))
        .isEqualTo(bad("Sec-WebSocket-Accept does not match"));
    assertThat(judge(plain, GOOD.with("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")))
        .isEqualTo(bad("Sec-WebSocket-Accept does not match"));
  }

  @Test
  void anExtensionMustHaveBeenAskedFor() {
    Headers deflate = GOOD.with("Sec-WebSocket-Extensions", "permessage-deflate; a=1");
    assertThat(judge(plain, deflate))
        .isEqualTo(bad("extension 'permessage-deflate; a=1' was not asked for"));
    assertThat(
            judge(
                rich,
                GOOD.with("Sec-WebSocket-Extensions", "permessage-deflate, y")
                    .with("Sec-WebSocket-Protocol", "v1")))
        .isEqualTo(bad("extension 'y' was not asked for"));
  }

  private HandshakeResult judgeRich(String extensions) {
    return judge(
        rich,
        GOOD.with("Sec-WebSocket-Extensions", extensions).with("Sec-WebSocket-Protocol", "v1"));
  }

  @Test
  void anExtensionIsAcceptedOnce() {
    assertThat(judgeRich("x-other, permessage-deflate, X-Other; a=1"))
        .isEqualTo(bad("extension 'x-other' was accepted twice"));
    assertThat(judgeRich("permessage-deflate, permessage-deflate"))
        .isEqualTo(bad("extension 'permessage-deflate' was accepted twice"));
  }

  @Test
  void whatWasAskedForAndIsMissingIsNamed() {
    ClientHandshake asking =
        new ClientHandshake(
            new HandshakeOffer(
                URI,
                List.of(),
                List.of("permessage-deflate; server_no_context_takeover"),
                Headers.empty()),
            NONCE);
    assertThat(judge(asking, GOOD.with("Sec-WebSocket-Extensions", "permessage-deflate")))
        .isEqualTo(
            bad(
                "extension 'permessage-deflate':"
                    + " server_no_context_takeover was asked for and is missing"));
  }

  @Test
  void compressionIsFoundBehindOtherExtensions() {
    assertThat(judgeRich("x-other, permessage-deflate"))
        .isEqualTo(
            new HandshakeResult.Accepted(
                "v1",
                List.of("x-other", "permessage-deflate"),
                new DeflateTerms(false, false, "permessage-deflate")));
  }

  @Test
  void whatIsWrongWithAnAcceptedCompressionIsNamed() {
    assertThat(judgeRich("permessage-deflate; a=1"))
        .isEqualTo(bad("extension 'permessage-deflate; a=1': parameter 'a' is unknown"));
    assertThat(judgeRich("permessage-deflate; server_max_window_bits=\"7"))
        .isEqualTo(
            bad("extension 'permessage-deflate; server_max_window_bits=\"7': it is malformed"));
  }

  @Test
  void compressionIsJudgedByWhatWasAskedForItAlone() {
    ClientHandshake asking =
        new ClientHandshake(
            new HandshakeOffer(
                URI,
                List.of(),
                List.of("x-other; server_no_context_takeover", "permessage-deflate"),
                Headers.empty()),
            NONCE);
    assertThat(judge(asking, GOOD.with("Sec-WebSocket-Extensions", "permessage-deflate")))
        .isEqualTo(
            new HandshakeResult.Accepted(
                "",
                List.of("permessage-deflate"),
                new DeflateTerms(false, false, "permessage-deflate")));
    assertThat(judge(asking, GOOD.with("Sec-WebSocket-Extensions", "x-other; \u0001")))
        .isEqualTo(new HandshakeResult.Accepted("", List.of("x-other; \u0001"), null));
  }

  @Test
  void theSubprotocolMustBeOneOfThoseOfferedAndNoneWhereNoneWas() {
    Unreachability mismatch = Unreachability.SUBPROTOCOL_MISMATCH;
    assertThat(judge(rich, GOOD))
        .isEqualTo(invalid(mismatch, "none of the offered subprotocols [v2, v1] was selected"));
    assertThat(judge(rich, GOOD.with("Sec-WebSocket-Protocol", "V2")))
        .isEqualTo(invalid(mismatch, "subprotocol 'V2' was not offered, only [v2, v1]"));
    assertThat(judge(plain, GOOD.with("Sec-WebSocket-Protocol", "v2")))
        .isEqualTo(invalid(mismatch, "subprotocol 'v2' was not offered, only []"));
    assertThat(
            judge(
                rich,
                GOOD.with("Sec-WebSocket-Protocol", "v2").with("Sec-WebSocket-Protocol", "v1")))
        .isEqualTo(invalid(mismatch, "subprotocol 'v2, v1' was not offered, only [v2, v1]"));
  }

  @Test
  void whoeverIsRelayedJudgesThatNoSubprotocolWasSelected() {
    ClientHandshake relayed =
        new ClientHandshake(
            new HandshakeOffer(URI, List.of("v2"), List.of(), Headers.empty(), "front.test"),
            NONCE);
    assertThat(relayed.headers().first("Host")).isEqualTo("front.test");
    assertThat(judge(relayed, GOOD)).isEqualTo(new HandshakeResult.Accepted("", List.of(), null));
    assertThat(judge(relayed, GOOD.with("Sec-WebSocket-Protocol", "v1")))
        .isEqualTo(
            invalid(
                Unreachability.SUBPROTOCOL_MISMATCH,
                "subprotocol 'v1' was not offered, only [v2]"));
  }
}
