package dev.hawser;

import dev.hawser.frame.ServerHandshake;
import dev.hawser.http.Headers;
import java.util.HashMap;
import java.util.Map;

/** Lets an upgrade request become a session. */
public final class Accept implements Reception {
  private static final Accept PLAIN = new Accept("", Headers.empty(), Map.of());

  private final String subprotocol;
  private final Headers headers;
  private final Map<String, Object> attributes;

  private Accept(String subprotocol, Headers headers, Map<String, Object> attributes) {
    this.subprotocol = subprotocol;
    this.headers = headers;
    this.attributes = attributes;
  }

  /** Returns an acceptance without a subprotocol. */
  public static Accept plain() {
    return PLAIN;
  }

  /**
   * Returns an acceptance with that subprotocol.
   *
   * <p>One the client did not offer is answered with 500, because it would fail the handshake.
   */
  public static Accept subprotocol(String chosen) {
    if (!Headers.isToken(chosen)) {
      throw new IllegalArgumentException("subprotocol '" + chosen + "' is not a token");
    }
    return new Accept(chosen, Headers.empty(), Map.of());
  }

  /**
   * Returns a refusal with that status.
   *
   * @throws IllegalArgumentException unless it is 200-599
   */
  public static Refuse refuse(int status) {
    return Refuse.status(status);
  }

  /**
   * Returns a copy that adds a header field to the answer.
   *
   * @throws IllegalArgumentException for a name that is no token, a value with a line end, and the
   *     fields that the handshake sets itself: Upgrade, Connection, Sec-WebSocket-*
   */
  public Accept header(String name, String value) {
    Headers free = ServerHandshake.requireFree(Headers.of(name, value));
    return new Accept(subprotocol, headers.withAll(free), attributes);
  }

  /** Returns a copy that sets an attribute of the session. */
  public Accept attribute(String name, Object value) {
    Map<String, Object> copy = new HashMap<>(attributes);
    copy.put(name, value);
    return new Accept(subprotocol, headers, Map.copyOf(copy));
  }

  String chosen() {
    return subprotocol;
  }

  Headers headers() {
    return headers;
  }

  Map<String, Object> attributes() {
    return attributes;
  }
}
