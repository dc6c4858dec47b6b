package dev.hawser.gateway.answer;

import dev.hawser.gateway.header.HopByHop;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;

/**
 * An answer that is not the gateway's: the upstream's refusal, and what is wrong with a request.
 */
public final class Refusal {
  private Refusal() {}

  /**
   * Returns the upstream's refusal as the client gets it: its status, header fields and body, less
   * what was meant for the gateway alone.
   */
  static HttpAnswer passed(HttpAnswer refusal, Asking asking) {
    ProxyStatus said = ProxyStatus.of(asking.gateway()).number("received-status", refusal.status());
    Headers headers = HopByHop.without(refusal.headers(), "Content-Length", "X-Request-Id");
    if (refusal.status() == 426) {
      headers = headers.with("Upgrade", "websocket"); // RFC 9110 s.15.5.22
    }
    return new HttpAnswer(
        refusal.status(),
        headers.with("X-Request-Id", asking.id()).with(ProxyStatus.NAME, said.toString()),
        refusal.body());
  }

  /** Returns what a request is answered that is no valid upgrade, of what the transport says. */
  public static HttpAnswer invalid(HttpAnswer said, Asking asking) {
    Denial.Detail why = new Denial.Detail(0, -1, said.bodyText().strip());
    ProxyError error = error(said);
    boolean theirs = error == ProxyError.HTTP_REQUEST_ERROR;
    Denial.Hop hop = theirs ? Denial.Hop.CLIENT : Denial.Hop.GATEWAY;
    HttpAnswer own = new Denial(error, hop, why).answer(said.status(), asking);
    Headers headers = own.headers();
    for (String kept : new String[] {"Upgrade", "Connection", "Sec-WebSocket-Version"}) {
      for (String value : said.headers().all(kept)) {
        headers = headers.with(kept, value);
      }
    }
    return new HttpAnswer(said.status(), headers, own.body());
  }

  /** Returns whether the client or the gateway is to blame, of what the transport says. */
  public static ProxyError error(HttpAnswer said) {
    return said.status() < 500 ? ProxyError.HTTP_REQUEST_ERROR : ProxyError.PROXY_INTERNAL_ERROR;
  }
}
