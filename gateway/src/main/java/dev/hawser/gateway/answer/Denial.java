package dev.hawser.gateway.answer;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An answer of the gateway's own: no session comes about, and this is why.
 *
 * <p>Immutable. It names the hop that failed and the kind of failure, never an address.
 *
 * @param error what happened
 * @param hop whose failure it is
 * @param detail one more parameter of Proxy-Status
 */
public record Denial(ProxyError error, Hop hop, Detail detail) {
  /** Whose failure it is. */
  public enum Hop {
    /** The request is wrong. */
    CLIENT,
    /** The gateway takes no more, or failed. */
    GATEWAY,
    /** The upstream, or the way to it. */
    UPSTREAM;

    private String token() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A parameter of Proxy-Status beside the error.
   *
   * @param receivedStatus the status that the upstream answered, zero for none
   * @param alert the number of the TLS alert that came, -1 for none
   * @param text what more is known, in English, empty for nothing
   */
  public record Detail(int receivedStatus, int alert, String text) {
    /** Nothing more is known. */
    public static final Detail NONE = new Detail(0, -1, "");
  }

  /** Returns a failure of the upstream's with nothing more to say of it. */
  public static Denial upstream(ProxyError error) {
    return new Denial(error, Hop.UPSTREAM, Detail.NONE);
  }

  /** Returns a refusal of the gateway's with nothing more to say of it. */
  public static Denial gateway(ProxyError error) {
    return new Denial(error, Hop.GATEWAY, Detail.NONE);
  }

  /** Returns the answer that says so. */
  public HttpAnswer answer(Asking asking) {
    return answer(error.status(), asking);
  }

  /** Returns the answer that says so with another status than the error's own. */
  HttpAnswer answer(int status, Asking asking) {
    String body =
        "{\"type\":\"urn:hawser:gateway:"
            + error.token()
            + "\",\"status\":"
            + status
            + ",\"hop\":\""
            + hop.token()
            + "\",\"token\":\""
            + error.token()
            + "\",\"id\":\""
            + asking.id()
            + "\"}\n";
    Headers headers =
        Headers.of(
            "Content-Type",
            "application/problem+json",
            "Cache-Control",
            "no-store",
            "X-Request-Id",
            asking.id(),
            ProxyStatus.NAME,
            status(asking.gateway()).toString());
    if (status == 503) {
      headers = headers.with("Retry-After", String.valueOf(seconds(asking)));
    }
    return new HttpAnswer(status, headers, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static long seconds(Asking asking) {
    return Math.max(1, asking.retryAfter().toSeconds());
  }

  private ProxyStatus status(String gateway) {
    ProxyStatus status = ProxyStatus.of(gateway).error(error);
    if (detail.receivedStatus() > 0) {
      status = status.number("received-status", detail.receivedStatus());
    }
    if (detail.alert() >= 0) {
      status = status.number("alert-id", detail.alert());
    }
    return detail.text().isEmpty() ? status : status.text("details", detail.text());
  }
}
