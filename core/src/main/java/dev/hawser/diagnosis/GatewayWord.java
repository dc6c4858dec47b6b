package dev.hawser.diagnosis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A word by which a gateway names what went wrong behind it, or at it.
 *
 * <p>Those before {@link #UPSTREAM_EOF} are the error types of the Proxy-Status field (RFC 9209
 * s.2.3, IANA registry "HTTP Proxy Error Types"); the others stand in the text of a Close frame of
 * Hawser's gateway. Names are stable: a word is its constant's name in lower case.
 */
public enum GatewayWord {
  /** The name server did not answer in time. */
  DNS_TIMEOUT(Cause.BACKEND_DOWN),
  /** The name has no address. */
  DNS_ERROR(Cause.BACKEND_DOWN),
  /** No server is known for the request. */
  DESTINATION_NOT_FOUND(Cause.BACKEND_DOWN),
  /** The server is taken for down. */
  DESTINATION_UNAVAILABLE(Cause.BACKEND_DOWN),
  /** The gateway may not connect to that address. */
  DESTINATION_IP_PROHIBITED(Cause.BACKEND_DOWN),
  /** No way leads to that address. */
  DESTINATION_IP_UNROUTABLE(Cause.BACKEND_DOWN),
  /** Nothing accepts connections there. */
  CONNECTION_REFUSED(Cause.BACKEND_DOWN),
  /** The connection ended before an answer. */
  CONNECTION_TERMINATED(Cause.BACKEND_DOWN),
  /** No connection came about in time. */
  CONNECTION_TIMEOUT(Cause.BACKEND_DOWN),
  /** Nothing was heard for too long. */
  CONNECTION_READ_TIMEOUT(Cause.BACKEND_SLOW),
  /** Nothing was taken in for too long. */
  CONNECTION_WRITE_TIMEOUT(Cause.BACKEND_SLOW),
  /** There are as many connections as may be. */
  CONNECTION_LIMIT_REACHED(Cause.OVERLOAD),
  /** TLS failed. */
  TLS_PROTOCOL_ERROR(Cause.BACKEND_DOWN),
  /** The certificate is not trusted. */
  TLS_CERTIFICATE_ERROR(Cause.BACKEND_DOWN),
  /** TLS ended with an alert. */
  TLS_ALERT_RECEIVED(Cause.BACKEND_DOWN),
  /** The request is not valid. */
  HTTP_REQUEST_ERROR(null),
  /** A rule of the gateway's refuses the request. */
  HTTP_REQUEST_DENIED(null),
  /** The connection ended inside the answer. */
  HTTP_RESPONSE_INCOMPLETE(Cause.BACKEND_DOWN),
  /** The answer's header section is too large. */
  HTTP_RESPONSE_HEADER_SECTION_SIZE(null),
  /** A line of the answer's header is too large. */
  HTTP_RESPONSE_HEADER_SIZE(null),
  /** The answer's body is too large. */
  HTTP_RESPONSE_BODY_SIZE(null),
  /** The answer's trailer section is too large. */
  HTTP_RESPONSE_TRAILER_SECTION_SIZE(null),
  /** A line of the answer's trailer is too large. */
  HTTP_RESPONSE_TRAILER_SIZE(null),
  /** The answer's transfer coding cannot be read. */
  HTTP_RESPONSE_TRANSFER_CODING(null),
  /** The answer's content coding cannot be read. */
  HTTP_RESPONSE_CONTENT_CODING(null),
  /** No answer came in time. */
  HTTP_RESPONSE_TIMEOUT(Cause.BACKEND_SLOW),
  /** The upgrade was not completed. */
  HTTP_UPGRADE_FAILED(Cause.BACKEND_DOWN),
  /** The answer is no valid HTTP. */
  HTTP_PROTOCOL_ERROR(Cause.BACKEND_DOWN),
  /** The gateway answered by itself. */
  PROXY_INTERNAL_RESPONSE(null),
  /** The gateway failed. */
  PROXY_INTERNAL_ERROR(Cause.SERVER_ERROR),
  /** The gateway is configured wrongly. */
  PROXY_CONFIGURATION_ERROR(Cause.SERVER_ERROR),
  /** The request came back to the gateway. */
  PROXY_LOOP_DETECTED(Cause.SERVER_ERROR),

  /** FIN without a Close. */
  UPSTREAM_EOF(Cause.BACKEND_DOWN),
  /** RST. */
  UPSTREAM_RESET(Cause.BACKEND_DOWN),
  /** Lost, unseen how. */
  UPSTREAM_LOST(Cause.BACKEND_DOWN),
  /** Pings without Pongs. */
  UPSTREAM_TIMEOUT(Cause.BACKEND_SLOW),
  /** Nothing taken in. */
  UPSTREAM_STALLED(Cause.BACKEND_SLOW),
  /** TLS broke off. */
  UPSTREAM_TLS(Cause.BACKEND_DOWN),
  /** A broken rule of the protocol. */
  UPSTREAM_PROTOCOL(Cause.PROTOCOL_ERROR),
  /** A Close that may not be sent. */
  UPSTREAM_BAD_CLOSE(Cause.PEER_ILLEGAL_CLOSE),
  /** A message over the gateway's limit. */
  UPSTREAM_TOO_BIG(Cause.MESSAGE_TOO_BIG),
  /** An HTTP status instead of the upgrade. */
  UPSTREAM_REFUSED(Cause.REFUSED),
  /** This side did not read. */
  SLOW_CONSUMER(Cause.LOCAL_STALL),
  /** No message for too long. */
  IDLE(Cause.SERVER_IDLE),
  /** As old as a session may become. */
  MAX_AGE(Cause.MAX_LIFETIME),
  /** The gateway restarts. */
  RESTART(Cause.SERVICE_RESTART),
  /** The gateway goes for good. */
  SHUTDOWN(Cause.ENDPOINT_LEAVES),
  /** The gateway failed. */
  GATEWAY_ERROR(Cause.SERVER_ERROR),
  /** The client was lost. */
  CLIENT_GONE(Cause.ENDPOINT_LEAVES),
  /** The client broke a rule of the protocol. */
  CLIENT_PROTOCOL_ERROR(Cause.ENDPOINT_LEAVES),
  /** The client sent a message over the gateway's limit. */
  CLIENT_TOO_BIG(Cause.ENDPOINT_LEAVES),
  /** The client did not read. */
  CLIENT_SLOW(Cause.ENDPOINT_LEAVES);

  private static final Map<String, GatewayWord> BY_WORD =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(GatewayWord::word, Function.identity()));

  /** What a page is told instead of a status: an error type behind this. */
  private static final String UPSTREAM = "upstream_";

  private final @Nullable Cause cause;

  GatewayWord(@Nullable Cause cause) {
    this.cause = cause;
  }

  /** Returns the constant of a word, null for a word that is not known. */
  static @Nullable GatewayWord of(String word) {
    GatewayWord known = BY_WORD.get(word);
    return known == null && word.startsWith(UPSTREAM)
        ? BY_WORD.get(word.substring(UPSTREAM.length()))
        : known;
  }

  /** Returns the word itself, as it stands on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what it means, in French for a French-speaking locale, else in English. */
  public String meaning(Locale locale) {
    return new Spelling(locale).text("gateway." + name());
  }

  /** Returns the cause it names; null where the status or the code says as much. */
  @Nullable Cause cause() {
    return cause;
  }
}
