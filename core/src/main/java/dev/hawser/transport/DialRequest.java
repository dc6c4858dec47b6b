package dev.hawser.transport;

import dev.hawser.http.Headers;
import java.net.URI;
import java.util.List;

/**
 * One attempt to be made.
 *
 * @param uri a ws or wss URL, checked by whoever took it in
 * @param headers additional header fields of the request
 * @param subprotocols offered subprotocols in order of preference
 * @param tls how to speak TLS to a wss URL
 * @param options how the link behaves
 */
public record DialRequest(
    URI uri, Headers headers, List<String> subprotocols, Tls tls, LinkOptions options) {
  /** Copies the list. */
  public DialRequest {
    subprotocols = List.copyOf(subprotocols);
  }

  /** Returns an attempt with no extra header, no subprotocol and default TLS and options. */
  public static DialRequest of(URI uri) {
    return new DialRequest(uri, Headers.empty(), List.of(), Tls.DEFAULT, LinkOptions.DEFAULT);
  }

  /** Returns a copy with other header fields. */
  public DialRequest with(Headers other) {
    return new DialRequest(uri, other, subprotocols, tls, options);
  }

  /** Returns a copy that offers those subprotocols. */
  public DialRequest subprotocols(String... offered) {
    return new DialRequest(uri, headers, List.of(offered), tls, options);
  }

  /** Returns a copy with another TLS. */
  public DialRequest with(Tls other) {
    return new DialRequest(uri, headers, subprotocols, other, options);
  }

  /** Returns a copy with other options. */
  public DialRequest with(LinkOptions other) {
    return new DialRequest(uri, headers, subprotocols, tls, other);
  }
}
