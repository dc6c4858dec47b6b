package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.reconnect.Outage;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.Verdict;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be meant is refused by the call that brings it, with the value in the message. */
class BadInputTest {
  private static void refused(ThrowingCallable call, String... said) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(thrown -> assertThat(thrown.getMessage()).contains(said));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Host", "upgrade", "CONNECTION", "Sec-WebSocket-Key", "sec-websocket-protocol"})
  void aRequestTakesNoFieldThatTheHandshakeSets(String name) {
    refused(() -> WebSockets.client().header(name, "x"), name, "set by the handshake");
  }

  @Test
  void aUrlTakesNoUserInfo() {
    refused(() -> WebSockets.client().endpoint("ws://me:secret@example.org/"), "user info");
    assertThatThrownBy(() -> WebSockets.client().endpoint("ws://me:secret@example.org/"))
        .message()
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upgrade", "connection", "Sec-WebSocket-Accept"})
  void anAcceptanceTakesNoFieldThatTheHandshakeSets(String name) {
    refused(() -> Accept.plain().header(name, "x"), name, "set by the handshake");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "connection", "Transfer-Encoding"})
  void aRefusalTakesNoFieldThatFramesIt(String name) {
    refused(() -> Refuse.status(403).header(name, "1"), name);
  }

  @Test
  void aWaitIsNeitherNegativeNorAbsurd() {
    refused(() -> Refuse.status(503).retryAfter(Duration.ofNanos(-1)), "PT-0.000000001S", "PT0S");
    refused(
        () -> Refuse.status(503).retryAfter(Duration.ofSeconds(Long.MAX_VALUE)),
        Duration.ofSeconds(Long.MAX_VALUE).toString(),
        "PT8760H");
    assertThat(
            Refuse.status(503)
                .retryAfter(Duration.ofDays(365))
                .answer()
                .headers()
                .first("Retry-After"))
        .isEqualTo("31536000");
  }

  @Test
  void aPolicyThatIsNeverStableIsRefusedWhereItIsChosen() {
    ReconnectPolicy never =
        new ReconnectPolicy() {
          @Override
          public Verdict decide(Outage outage, double dice) {
            return new Verdict.Retry(Duration.ZERO, 0, false);
          }

          @Override
          public Duration stableAfter() {
            return Duration.ofDays(2);
          }
        };
    refused(() -> WebSockets.client().reconnect(never), "PT48H", "PT24H");
  }
}
