package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.http.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeOfferTest {
  private static final WebSocketUri URI = WebSocketUri.parse("ws://a/");

  private static HandshakeOffer subprotocols(String... names) {
    return new HandshakeOffer(URI, List.of(names), List.of(), Headers.empty());
  }

  @Test
  void offersNothingByDefault() {
    assertThat(HandshakeOffer.of(URI))
        .isEqualTo(new HandshakeOffer(URI, List.of(), List.of(), Headers.empty()));
  }

  @Test
  void refusesASubprotocolThatIsNoToken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> subprotocols("v1", "v 2"))
        .withMessage("subprotocol 'v 2' is not a token: no spaces, commas or separators");
  }

  @Test
  void refusesASubprotocolOfferedTwice() {
    assertThat(subprotocols("v1", "V1").subprotocols()).containsExactly("v1", "V1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> subprotocols("v1", "v2", "v1"))
        .withMessage("subprotocol 'v1' is offered twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HOST", "Upgrade", "connection", "Sec-WebSocket-Key", "sec-websocket-x"})
  void refusesHeadersThatTheHandshakeSets(String name) {
    Headers headers = Headers.of("Origin", "https://a", name, "x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HandshakeOffer(URI, List.of(), List.of(), headers))
        .withMessage("header '" + name + "' is set by the handshake itself");
  }

  @Test
  void aRelayedHostTakesThePlaceOfTheUrls() {
    HandshakeOffer own = HandshakeOffer.of(URI);
    assertThat(own.relayedHost()).isNull();
    assertThat(own.host()).isEqualTo("a");
    HandshakeOffer relayed =
        new HandshakeOffer(URI, List.of(), List.of(), Headers.empty(), "example.com:81");
    assertThat(relayed.host()).isEqualTo("example.com:81");
  }

  @Test
  void refusesARelayedHostThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HandshakeOffer(URI, List.of(), List.of(), Headers.empty(), "a b"))
        .withMessage("'a b' is no value of a Host header: a host with an optional port");
  }
}
