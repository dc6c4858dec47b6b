package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.frame.Compression;
import dev.hawser.frame.HandshakeResult;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.net.URI;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ClientUpgradeTest {
  /** Sixteen zeros. */
  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAA==";

  private static final String ACCEPT = "ICX+Yqv66kxgM0FcWaLWlFLwTAI=";
  private static final DialRequest REQUEST = DialRequest.of(URI.create("ws://host/path?query"));

  @Test
  void asksForTheTargetWithAKeyOfItsOwn() {
    UpgradeHead head = ClientUpgrade.of(REQUEST, () -> 0).head();
    assertThat(head.target()).isEqualTo("/path?query");
    assertThat(head.headers().first("Sec-WebSocket-Key")).isEqualTo(KEY);
    assertThat(head.headers().first("Sec-WebSocket-Extensions")).isNull();
  }

  @Test
  void offersCompressionWhereItIsWished() {
    LinkOptions compressed = LinkOptions.DEFAULT.with(Compression.deflate());
    UpgradeHead head = ClientUpgrade.of(REQUEST.with(compressed), () -> 0).head();
    assertThat(head.headers().first("Sec-WebSocket-Extensions")).startsWith("permessage-deflate");
  }

  @Test
  void judgesTheAnswerByItsOwnKey() {
    ClientUpgrade upgrade = ClientUpgrade.of(REQUEST, () -> 0);
    assertThat(upgrade.judge(switching(ACCEPT))).isInstanceOf(HandshakeResult.Accepted.class);
    assertThat(upgrade.judge(switching(KEY))).isInstanceOf(HandshakeResult.Invalid.class);
    assertThat(upgrade.judge(new HttpAnswer(503, Headers.empty(), ByteBuffer.allocate(0))))
        .isInstanceOf(HandshakeResult.Refused.class);
  }

  @Test
  void refusesToAskForWhatCannotBeAskedFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientUpgrade.of(REQUEST.subprotocols("a b"), () -> 0))
        .withMessageContaining("a b");
  }

  private static HttpAnswer switching(String accept) {
    Headers headers =
        Headers.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Accept", accept);
    return new HttpAnswer(101, headers, ByteBuffer.allocate(0));
  }
}
