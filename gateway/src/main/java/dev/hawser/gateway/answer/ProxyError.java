package dev.hawser.gateway.answer;

import java.util.Locale;

/** A proxy error type of RFC 9209 s.2.3, with the status that its registration recommends. */
public enum ProxyError {
  /** The upstream's name was not resolved in time. */
  DNS_TIMEOUT(504),
  /** The upstream's name has no address. */
  DNS_ERROR(502),
  /** No upstream is fit to be asked. */
  DESTINATION_UNAVAILABLE(503),
  /** Every address refused the connection. */
  CONNECTION_REFUSED(502),
  /** The connection ended before any of an answer came. */
  CONNECTION_TERMINATED(502),
  /** No connection came about in time. */
  CONNECTION_TIMEOUT(504),
  /** The gateway takes no more. */
  CONNECTION_LIMIT_REACHED(503),
  /** TLS to the upstream failed. */
  TLS_PROTOCOL_ERROR(502),
  /** The upstream's certificate is not to be trusted. */
  TLS_CERTIFICATE_ERROR(502),
  /** The upstream refused TLS by an alert. */
  TLS_ALERT_RECEIVED(502),
  /** The connection ended inside the answer. */
  HTTP_RESPONSE_INCOMPLETE(502),
  /** No answer came in time. */
  HTTP_RESPONSE_TIMEOUT(504),
  /** The upstream said 101 and did not mean this upgrade. */
  HTTP_UPGRADE_FAILED(502),
  /** What came is no HTTP answer. */
  HTTP_PROTOCOL_ERROR(502),
  /** The client's request is no upgrade to a WebSocket. */
  HTTP_REQUEST_ERROR(400),
  /** The gateway answers by itself, without asking anybody: it is about to leave. */
  PROXY_INTERNAL_RESPONSE(503),
  /** The gateway itself failed. */
  PROXY_INTERNAL_ERROR(500),
  /** The request came through this gateway before. */
  PROXY_LOOP_DETECTED(502);

  private final int status;

  ProxyError(int status) {
    this.status = status;
  }

  /** Returns the registered name, such as {@code connection_refused}. */
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the status that the registration recommends. */
  public int status() {
    return status;
  }
}
