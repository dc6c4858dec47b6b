package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketUriTest {
  @ParameterizedTest
  @CsvSource({
    "ws://example.com, false, example.com, 80, /, example.com",
    "wss://example.com, true, example.com, 443, /, example.com",
    "WSS://Example.COM:443/, true, example.com, 443, /, example.com",
    "ws://example.com:443/a/b, false, example.com, 443, /a/b, example.com:443",
    "wss://h:80?t=1&u=%20, true, h, 80, /?t=1&u=%20, h:80",
    "ws://my_service:9000/x?y, false, my_service, 9000, /x?y, my_service:9000",
    "ws://[::1]:8080/x, false, [::1], 8080, /x, [::1]:8080",
    "ws://a:65535/?, false, a, 65535, /?, a:65535",
  })
  void takesAUrlApart(
      String url, boolean secure, String host, int port, String resource, String hostHeader) {
    WebSocketUri uri = WebSocketUri.parse(url);
    assertThat(uri).isEqualTo(new WebSocketUri(secure, host, port, resource));
    assertThat(uri.hostHeader()).isEqualTo(hostHeader);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "http://a/ | 'http://a/' has scheme 'http', allowed are ws and wss",
        "a/b | 'a/b' has no scheme, allowed are ws and wss",
        "ws:///x | 'ws:///x' has no host",
        "ws:a | 'ws:a' has no host",
        "ws://u:p@a/x?k=1 | 'ws://***@a/x?***' holds user info; send an Authorization header instead",
        "ws://a/x#f | 'ws://a/x' holds a fragment, which ws URLs do not have",
        "ws://a/x?secret#f | 'ws://a/x?***' holds a fragment, which ws URLs do not have",
        "ws://a/x#f?q | 'ws://a/x?***' holds a fragment, which ws URLs do not have",
        "ws://a:0/ | 'ws://a:0/' has no valid host and port; a host is ASCII and a port in 1-65535",
        "ws://a:65536/ | 'ws://a:65536/' has no valid host and port; a host is ASCII and a port in 1-65535",
        "ws://a:x/ | 'ws://a:x/' has no valid host and port; a host is ASCII and a port in 1-65535",
        "ws://münchen.de/ | 'ws://münchen.de/' has no valid host and port; a host is ASCII and a port in 1-65535",
        "ws://a/b c?token=1 | 'ws://a/b c?***' is not a URL: Illegal character in path at index 8",
        "u:p@a b | '***@a b' is not a URL: Illegal character in opaque part at index 5",
      })
  void refusesWithTheUrlAndWhatIsAllowedButWithoutSecrets(String url, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebSocketUri.parse(url))
        .withMessage(message);
  }

  @Test
  void showsItselfWithoutItsQuery() {
    assertThat(WebSocketUri.parse("wss://a/b?token=secret")).hasToString("wss://a/b?***");
    assertThat(WebSocketUri.parse("ws://a:81/b@c")).hasToString("ws://***@c");
    assertThat(WebSocketUri.parse("ws://a")).hasToString("ws://a/");
  }
}
