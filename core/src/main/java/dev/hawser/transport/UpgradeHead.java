package dev.hawser.transport;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpHead;

/**
 * What a client's adapter writes to ask for the upgrade: {@code GET target HTTP/1.1} and the fields
 * in their order.
 *
 * @param target path and query
 * @param headers every header field, Host included; complete
 */
public record UpgradeHead(String target, Headers headers) {
  /** Returns it as the head of an HTTP/1.1 request. */
  public HttpHead head() {
    return new HttpHead("GET " + target + " HTTP/1.1", headers);
  }
}
