package dev.hawser.transport;

import dev.hawser.http.Headers;
import dev.hawser.proxy.Proxy;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to be made.
 *
 * @param uri a ws or wss URL, checked by whoever took it in
 * @param headers additional header fields of the request
 * @param subprotocols offered subprotocols in order of preference
 * @param tls how to speak TLS to a wss URL
 * @param options how the link behaves
 * @param relayedHost for a request that is passed on, the Host field of whoever asked; null for a
 *     request of one's own
 * @param proxy the proxy to dial through, null for none; it takes {@link Capability#PROXY}
 */
public record DialRequest(
    URI uri,
    Headers headers,
    List<String> subprotocols,
    Tls tls,
    LinkOptions options,
    @Nullable String relayedHost,
    @Nullable Proxy proxy) {
  /** Copies the list. */
  public DialRequest {
    subprotocols = List.copyOf(subprotocols);
  }

  /** Returns an attempt of one's own. */
  public DialRequest(
      URI uri, Headers headers, List<String> subprotocols, Tls tls, LinkOptions options) {
    this(uri, headers, subprotocols, tls, options, null, null);
  }

  /** Returns an attempt with no extra header, no subprotocol and default TLS and options. */
  public static DialRequest of(URI uri) {
    return new DialRequest(uri, Headers.empty(), List.of(), Tls.DEFAULT, LinkOptions.DEFAULT);
  }

  /** Returns a copy with other header fields. */
  public DialRequest with(Headers other) {
    return new DialRequest(uri, other, subprotocols, tls, options, relayedHost, proxy);
  }

  /** Returns a copy that offers those subprotocols. */
  public DialRequest subprotocols(String... offered) {
    return new DialRequest(uri, headers, List.of(offered), tls, options, relayedHost, proxy);
  }

  /** Returns a copy with another TLS. */
  public DialRequest with(Tls other) {
    return new DialRequest(uri, headers, subprotocols, other, options, relayedHost, proxy);
  }

  /** Returns a copy with other options. */
  public DialRequest with(LinkOptions other) {
    return new DialRequest(uri, headers, subprotocols, tls, other, relayedHost, proxy);
  }

  /**
   * Returns a copy that passes on somebody else's request: with that Host field, and whoever asked
   * judges an answer that selects none of the offered subprotocols.
   */
  public DialRequest relaying(String host) {
    return new DialRequest(uri, headers, subprotocols, tls, options, host, proxy);
  }

  /** Returns a copy that is dialled through that proxy, null for none. */
  public DialRequest through(@Nullable Proxy other) {
    return new DialRequest(uri, headers, subprotocols, tls, options, relayedHost, other);
  }
}
