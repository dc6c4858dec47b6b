package dev.hawser.gateway;

import dev.hawser.http.Headers;

/**
 * How a client learns that its upstream cannot be had.
 *
 * <p>An HTTP status is what every client but a browser can see: a page is told 1006 whatever the
 * answer was.
 */
public enum HandshakeFailure {
  /** By the HTTP answer, whoever asks. */
  HTTP,
  /**
   * Pages by 101 and Close 1014 at once, with what happened in its text; everybody else by the HTTP
   * answer. The price: monitors see a 101, and clients that forget their backoff at the open event
   * come back at once, for which the text says {@code retry=}.
   */
  WS_CLOSE;

  /**
   * Tells whether a request with those fields is answered by a Close: a page's, which has an Origin
   * and says what it is. Chromium sends no Sec-Fetch-Mode with a WebSocket, Firefox does.
   */
  boolean closes(Headers request) {
    return this == WS_CLOSE
        && request.first("Origin") != null
        && ("websocket".equals(request.first("Sec-Fetch-Mode")) || browser(request));
  }

  private static boolean browser(Headers request) {
    String agent = request.first("User-Agent");
    return agent != null && agent.startsWith("Mozilla/");
  }
}
