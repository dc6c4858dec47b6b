package dev.hawser.frame;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A server's judgement of a request: one that asks for a WebSocket, or one to be refused.
 *
 * <p>Immutable. Whether the application wants the client is not decided here, nor the origin: see
 * {@link OriginPolicy}. Source: RFC 6455 s.4.2.
 */
public sealed interface ServerHandshake {
  /** Judges a request. */
  static ServerHandshake judge(RequestHead head) {
    Headers headers = head.headers();
    if (!headers.hasElement("Upgrade", "websocket")) {
      return new Refusal(426, "this resource speaks WebSocket only: Upgrade: websocket is missing");
    }
    String wrong = malformed(head);
    if (wrong != null) {
      return new Refusal(400, wrong);
    }
    String version = headers.first("Sec-WebSocket-Version");
    if (!"13".equals(version)) {
      return new Refusal(426, "Sec-WebSocket-Version '" + version + "' is not spoken, only 13");
    }
    return new Request(
        String.join("", headers.all("Sec-WebSocket-Key")),
        headers.elements("Sec-WebSocket-Protocol"),
        headers.elements("Sec-WebSocket-Extensions"));
  }

  private static @Nullable String malformed(RequestHead head) {
    Headers headers = head.headers();
    if (!head.method().equals("GET")) {
      return "the method of an upgrade request is GET, got " + head.method();
    }
    // RFC 6455 s.4.2.1: HTTP/1.1 or higher; an upgrade exists in HTTP/1 alone.
    if (!head.version().matches("HTTP/1\\.[1-9]")) {
      return "an upgrade request is HTTP/1.1, got " + head.version();
    }
    List<String> hosts = headers.all("Host");
    if (hosts.size() != 1 || Authority.read(hosts.get(0)) == null) {
      return "one valid Host header is needed, got " + hosts.size();
    }
    if (!headers.hasElement("Connection", "upgrade")) {
      return "Connection header does not say 'Upgrade'";
    }
    List<String> keys = headers.all("Sec-WebSocket-Key");
    if (keys.size() != 1 || !AcceptKey.valid(keys.get(0))) {
      return "one Sec-WebSocket-Key of 16 bytes in base64 is needed, got " + keys.size();
    }
    if (headers.all("Sec-WebSocket-Version").size() != 1) {
      return "one Sec-WebSocket-Version is needed";
    }
    List<String> subprotocols = headers.elements("Sec-WebSocket-Protocol");
    if (new HashSet<>(subprotocols).size() < subprotocols.size()
        || !subprotocols.stream().allMatch(Headers::isToken)) {
      return "Sec-WebSocket-Protocol is not a list of different tokens";
    }
    return null;
  }

  /**
   * Returns header fields that an application may add to a 101.
   *
   * @throws IllegalArgumentException naming the one that the handshake itself sets
   */
  static Headers requireFree(Headers headers) {
    for (Headers.Field field : headers.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (name.equals("upgrade")
          || name.equals("connection")
          || name.startsWith("sec-websocket-")) {
        throw new IllegalArgumentException(
            "header '" + field.name() + "' is set by the handshake itself");
      }
    }
    return headers;
  }

  /**
   * A request that may be accepted.
   *
   * @param key the client's Sec-WebSocket-Key
   * @param subprotocols what the client offers, in its order
   * @param extensions the extensions it offers, with their parameters
   */
  record Request(String key, List<String> subprotocols, List<String> extensions)
      implements ServerHandshake {
    /** Copies the lists. */
    public Request {
      subprotocols = List.copyOf(subprotocols);
      extensions = List.copyOf(extensions);
    }

    /**
     * Returns the 101 that accepts it.
     *
     * @param subprotocol one of those offered, or empty for none
     * @param additional further header fields, such as cookies
     * @throws IllegalArgumentException if the subprotocol was not offered, or a further field is
     *     one that the handshake sets itself
     */
    public HttpAnswer accept(String subprotocol, Headers additional) {
      return accept(subprotocol, additional, null);
    }

    /**
     * Returns the 101 that accepts it, compression included.
     *
     * @param deflate what {@link DeflateTerms#accept} made of the extensions offered
     * @throws IllegalArgumentException as {@link #accept(String, Headers)} does
     */
    public HttpAnswer accept(
        String subprotocol, Headers additional, @Nullable DeflateTerms deflate) {
      if (!subprotocol.isEmpty() && !subprotocols.contains(subprotocol)) {
        throw new IllegalArgumentException(
            "subprotocol '" + subprotocol + "' was not offered, only " + subprotocols);
      }
      requireFree(additional);
      Headers headers =
          Headers.of(
              "Upgrade", "websocket",
              "Connection", "Upgrade",
              "Sec-WebSocket-Accept", AcceptKey.answer(key));
      if (!subprotocol.isEmpty()) {
        headers = headers.with("Sec-WebSocket-Protocol", subprotocol);
      }
      if (deflate != null) {
        headers = headers.with("Sec-WebSocket-Extensions", deflate.text());
      }
      return HttpAnswer.of(101, headers.withAll(additional));
    }
  }

  /**
   * A request that is no proper opening handshake.
   *
   * @param status 400 for a malformed one; 426 for one that asks for no WebSocket, or for another
   *     version than 13
   * @param text what was wrong, in English
   */
  record Refusal(int status, String text) implements ServerHandshake {
    /** Returns the answer that says so; a 426 names what is spoken (RFC 9110 s.15.5.22). */
    public HttpAnswer answer() {
      Headers headers =
          Headers.of("Content-Type", "text/plain; charset=utf-8", "Connection", "close");
      if (status == 426) {
        headers =
            Headers.of(
                "Content-Type", "text/plain; charset=utf-8",
                "Upgrade", "websocket",
                "Connection", "Upgrade, close",
                "Sec-WebSocket-Version", "13");
      }
      byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
      return new HttpAnswer(status, headers, ByteBuffer.wrap(body));
    }
  }
}
