package dev.hawser.diagnosis;

/**
 * Why a link ended.
 *
 * <p>The names are stable: they stand in logs, metrics and JSON, and a later version adds some and
 * renames none. The texts are in the bundles under the same names.
 */
public enum Cause {
  /** The peer has finished what the connection was for. */
  DONE(Remedy.NOTHING),
  /** The application on this side ended it. */
  LOCAL_CLOSE(Remedy.NOTHING),
  /** This library ended it in order, such as for a fresh link. */
  LIBRARY_CLOSE(Remedy.NOTHING),
  /** The peer closed and gave no reason. */
  NO_REASON_GIVEN(Remedy.READ_SERVER_LOG),
  /** The endpoint leaves; the service stays. */
  ENDPOINT_LEAVES(Remedy.WAIT),
  /** The service restarts. */
  SERVICE_RESTART(Remedy.WAIT),
  /** The server has too much to do, or is being maintained. */
  OVERLOAD(Remedy.WAIT),
  /** The server limits how often or how many may come. */
  RATE_LIMIT(Remedy.SLOW_DOWN),
  /** A gateway could not reach the server behind it, or not understand it. */
  BACKEND_DOWN(Remedy.CHECK_BACKEND),
  /** A gateway or a server did not answer in time. */
  BACKEND_SLOW(Remedy.CHECK_BACKEND),
  /** The line was reset: a process that crashed or was killed, or a hop that cut it. */
  BACKEND_CRASH(Remedy.COLLECT),
  /** The server failed on its own account. */
  SERVER_ERROR(Remedy.READ_SERVER_LOG),
  /** The server accepts and ends the connection at once, again and again. */
  FLAPPING(Remedy.READ_SERVER_LOG),
  /** TCP was ended in order, but nobody said good-bye. */
  FIN_WITHOUT_CLOSE(Remedy.COLLECT),
  /** Nothing comes through any more, and nobody ended the line. */
  PATH_DEAD(Remedy.KEEP_ALIVE),
  /** The closing handshake was never finished. */
  CLOSE_UNANSWERED(Remedy.FIX_PEER),
  /** The host name has no address. */
  DNS_NAME(Remedy.CHECK_NAME),
  /** Nothing listens at that address and port. */
  NOT_LISTENING(Remedy.START_SERVER),
  /** No way leads there. */
  NO_ROUTE(Remedy.CHECK_PATH),
  /** Nobody answers, as behind a firewall that drops what it does not like. */
  FIREWALL(Remedy.CHECK_PATH),
  /** The proxy on the way gave no tunnel. */
  PROXY_TUNNEL(Remedy.CHECK_PATH),
  /** The certificate is out of its dates. */
  TLS_EXPIRED(Remedy.FIX_TLS),
  /** The certificate is for another name. */
  TLS_NAME(Remedy.FIX_TLS),
  /** The certificate's issuer is not trusted. */
  TLS_CHAIN(Remedy.FIX_TLS),
  /** What answers there speaks no TLS. */
  WSS_TO_CLEAR_PORT(Remedy.FIX_SCHEME),
  /** TLS failed for another reason. */
  TLS_HANDSHAKE(Remedy.FIX_TLS),
  /** The line ended before the upgrade was answered. */
  MUTE_PROXY(Remedy.CHECK_BACKEND),
  /** Credentials are missing, wrong or expired. */
  AUTH(Remedy.RENEW_CREDENTIALS),
  /** A proxy wants credentials. */
  PROXY_AUTH(Remedy.RENEW_CREDENTIALS),
  /** The server knows who asks, or where from, and does not allow it. */
  FORBIDDEN(Remedy.GRANT_ACCESS),
  /** There is nothing at this path. */
  WRONG_PATH(Remedy.FIX_URL),
  /** The server sends elsewhere. */
  REDIRECTED(Remedy.FIX_URL),
  /** What answers is no WebSocket endpoint. */
  NOT_WEBSOCKET(Remedy.FIX_URL),
  /** The request arrived without its upgrade, or otherwise mutilated. */
  UPGRADE_STRIPPED(Remedy.PASS_UPGRADE),
  /** The server refused the request with a status of its own choice. */
  REFUSED(Remedy.READ_SERVER_LOG),
  /** The two ends found no common subprotocol. */
  SUBPROTOCOL_NONE(Remedy.AGREE),
  /** An extension one end needs was not negotiated. */
  EXTENSION_MISSING(Remedy.AGREE),
  /** A message was larger than its receiver takes. */
  MESSAGE_TOO_BIG(Remedy.FIX_SIZE),
  /** A message was of a kind its receiver does not take. */
  UNSUPPORTED_DATA(Remedy.FIX_MESSAGE),
  /** A message's content does not match its kind, such as text that is not UTF-8. */
  INVALID_PAYLOAD(Remedy.FIX_MESSAGE),
  /** The protocol's rules were broken. */
  PROTOCOL_ERROR(Remedy.FIX_PEER),
  /** The server's policy does not allow what this client did. */
  POLICY(Remedy.READ_SERVER_LOG),
  /** The application on the other side waited too long for an answer. */
  ANSWER_TIMEOUT(Remedy.ASK_APPLICATION),
  /** The application on the other side ended it for a reason of its own. */
  APPLICATION(Remedy.ASK_APPLICATION),
  /** The application on this side stopped taking messages. */
  LOCAL_STALL(Remedy.FIX_APPLICATION),
  /** A callback of the application on this side threw. */
  LOCAL_CALLBACK(Remedy.FIX_APPLICATION),
  /** Endpoint, credentials or the session could not be prepared on this side. */
  LOCAL_PREPARE(Remedy.FIX_APPLICATION),
  /** The evidence does not tell. */
  UNKNOWN(Remedy.COLLECT);

  private final Remedy remedy;

  Cause(Remedy remedy) {
    this.remedy = remedy;
  }

  /** Returns what to do about it. */
  public Remedy remedy() {
    return remedy;
  }
}
