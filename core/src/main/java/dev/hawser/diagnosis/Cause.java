package dev.hawser.diagnosis;

import dev.hawser.close.Phase;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Why a link ended.
 *
 * <p>The names are stable: they stand in logs, metrics and JSON, and a later version adds some and
 * renames none. The texts are in the bundles under the same names. The order is that of a link's
 * life: what is wanted, what this side does, name, way, TLS, upgrade, session.
 */
public enum Cause {
  /** The peer has finished what the connection was for. */
  DONE(Hop.BACKEND, Stretch.SESSION, Remedy.NOTHING),
  /** The application on this side ended it. */
  LOCAL_CLOSE(Hop.CLIENT, Stretch.ALWAYS, Remedy.NOTHING),
  /** This library ended it in order, such as for a fresh link. */
  LIBRARY_CLOSE(Hop.CLIENT, Stretch.ALWAYS, Remedy.NOTHING),
  /** A time limit set on this side ran out while the other side was still at work. */
  LOCAL_TIMEOUT(Hop.CLIENT, Stretch.ALWAYS, Remedy.RAISE_LIMIT),
  /** Endpoint, credentials or the session could not be prepared on this side. */
  LOCAL_PREPARE(Hop.CLIENT, Stretch.ALWAYS, Remedy.FIX_APPLICATION),
  /** The application on this side stopped taking messages. */
  LOCAL_STALL(Hop.CLIENT, Stretch.SESSION, Remedy.FIX_APPLICATION),
  /** A callback of the application on this side threw. */
  LOCAL_CALLBACK(Hop.CLIENT, Stretch.SESSION, Remedy.FIX_APPLICATION),
  /** This machine slept, or the application was suspended. */
  LOCAL_SLEEP(Hop.CLIENT, Stretch.SESSION, Remedy.WAKE),
  /** The peer's Pings stayed without a Pong. */
  WE_DID_NOT_PONG(Hop.CLIENT, Stretch.SESSION, Remedy.KEEP_READING),

  /** The host name has no address. */
  DNS_NAME(Hop.CLIENT_NETWORK, Stretch.LOOKUP, Remedy.CHECK_NAME),
  /** Of IPv4 and IPv6 only one leads to the server. */
  ADDR_FAMILY_DEAD(Hop.EDGE, Stretch.CONNECT, Remedy.FIX_ADDRESS),
  /** Nothing listens at that address and port. */
  NOT_LISTENING(Hop.EDGE, Stretch.CONNECT, Remedy.START_SERVER),
  /** No way leads there. */
  NO_ROUTE(Hop.CLIENT_NETWORK, Stretch.CONNECT, Remedy.CHECK_PATH),
  /** Nobody answers, as behind a firewall that drops what it does not like. */
  FIREWALL(Hop.UNKNOWN, Stretch.CONNECT, Remedy.CHECK_PATH),
  /** More connections than some hop takes. */
  CONNECTION_LIMIT(Hop.UNKNOWN, Stretch.CONNECTED, Remedy.RAISE_CONNECTIONS),
  /** The proxy on the way gave no tunnel. */
  PROXY_TUNNEL(Hop.CLIENT_NETWORK, Stretch.TUNNEL, Remedy.CHECK_PATH),
  /** A proxy wants credentials. */
  PROXY_AUTH(Hop.CLIENT_NETWORK, Stretch.TUNNEL, Remedy.RENEW_CREDENTIALS),

  /** The certificate is out of its dates. */
  TLS_EXPIRED(Hop.EDGE, Stretch.TLS, Remedy.FIX_TLS),
  /** The certificate is for another name. */
  TLS_NAME(Hop.EDGE, Stretch.TLS, Remedy.FIX_TLS),
  /** The certificate's issuer is not trusted. */
  TLS_CHAIN(Hop.EDGE, Stretch.TLS, Remedy.FIX_TLS),
  /** The server wants a certificate of the client. */
  TLS_CLIENT_CERT(Hop.CLIENT, Stretch.SECURED, Remedy.GIVE_CERTIFICATE),
  /** Something on the way opens TLS and shows a certificate of its own. */
  TLS_INSPECTION(Hop.CLIENT_NETWORK, Stretch.TLS, Remedy.EXCLUDE_HOST),
  /** What answers there speaks no TLS. */
  WSS_TO_CLEAR_PORT(Hop.CLIENT, Stretch.TLS, Remedy.FIX_SCHEME),
  /** What answers there speaks only TLS. */
  WS_TO_TLS_PORT(Hop.CLIENT, Stretch.UPGRADE, Remedy.USE_TLS),
  /** What answers there speaks only HTTP/2. */
  H2_ONLY(Hop.EDGE, Stretch.TLS_AND_UPGRADE, Remedy.OFFER_HTTP1),
  /** TLS failed for another reason. */
  TLS_HANDSHAKE(Hop.EDGE, Stretch.SECURED, Remedy.FIX_TLS),

  /** The line ended before the upgrade was answered. */
  MUTE_PROXY(Hop.PROXY, Stretch.UPGRADE, Remedy.CHECK_BACKEND),
  /** Credentials are missing, wrong or expired. */
  AUTH(Hop.CLIENT, Stretch.SERVED, Remedy.RENEW_CREDENTIALS),
  /** The server knows who asks, or where from, and does not allow it. */
  FORBIDDEN(Hop.UNKNOWN, Stretch.SERVED, Remedy.GRANT_ACCESS),
  /** The page's or client's origin is not on the server's list. */
  ORIGIN_POLICY(Hop.BACKEND, Stretch.UPGRADE, Remedy.ALLOW_ORIGIN),
  /** A firewall for applications, or a guard against robots, refused the request. */
  WAF(Hop.EDGE, Stretch.UPGRADE, Remedy.MAKE_EXCEPTION),
  /** There is nothing at this path. */
  WRONG_PATH(Hop.UNKNOWN, Stretch.UPGRADE, Remedy.FIX_URL),
  /** One page answers for every path. */
  CATCH_ALL_ROUTE(Hop.UNKNOWN, Stretch.UPGRADE, Remedy.FIX_ROUTE),
  /** The server sends elsewhere. */
  REDIRECTED(Hop.UNKNOWN, Stretch.UPGRADE, Remedy.FIX_URL),
  /** What answers is no WebSocket endpoint. */
  NOT_WEBSOCKET(Hop.UNKNOWN, Stretch.UPGRADE, Remedy.FIX_URL),
  /** What answers does not even speak HTTP. */
  NOT_HTTP(Hop.UNKNOWN, Stretch.UPGRADE, Remedy.FIX_PORT),
  /** The request arrived without its upgrade, or otherwise mutilated. */
  UPGRADE_STRIPPED(Hop.PROXY, Stretch.UPGRADE, Remedy.PASS_UPGRADE),
  /** The answer's accept key belongs to another request. */
  ACCEPT_MISMATCH(Hop.UNKNOWN, Stretch.UPGRADE, Remedy.FIX_PEER),
  /** The request's line or headers are larger than a hop takes. */
  HEAD_TOO_BIG(Hop.UNKNOWN, Stretch.UPGRADE, Remedy.SHRINK_REQUEST),
  /** The request reached another server than the one that knows its session. */
  SESSION_AFFINITY(Hop.PROXY, Stretch.UPGRADE, Remedy.KEEP_AFFINITY),
  /** The server refused the request with a status of its own choice. */
  REFUSED(Hop.UNKNOWN, Stretch.UPGRADE, Remedy.READ_SERVER_LOG),
  /** The two ends found no common subprotocol. */
  SUBPROTOCOL_NONE(Hop.BACKEND, Stretch.SERVED, Remedy.AGREE),
  /** An extension one end needs was not negotiated. */
  EXTENSION_MISSING(Hop.UNKNOWN, Stretch.SESSION, Remedy.AGREE),

  /** The server limits how often or how many may come. */
  RATE_LIMIT(Hop.UNKNOWN, Stretch.SERVED, Remedy.SLOW_DOWN),
  /** The server has too much to do, or is being maintained. */
  OVERLOAD(Hop.UNKNOWN, Stretch.SERVED, Remedy.WAIT),
  /** A gateway could not reach the server behind it, or not understand it. */
  BACKEND_DOWN(Hop.BACKEND, Stretch.SERVED, Remedy.CHECK_BACKEND),
  /** A gateway or a server did not answer in time. */
  BACKEND_SLOW(Hop.BACKEND, Stretch.SERVED, Remedy.CHECK_BACKEND),
  /** Some of the servers behind one address fail, the others do not. */
  ONE_BAD_BACKEND(Hop.BACKEND, Stretch.SERVED, Remedy.EJECT_BACKEND),
  /** A gateway accepts before it asks its backend, and then takes it back. */
  SCG_BACKEND_HANDSHAKE(Hop.BACKEND, Stretch.SESSION, Remedy.READ_GATEWAY_LOG),
  /** The server failed on its own account. */
  SERVER_ERROR(Hop.BACKEND, Stretch.SERVED, Remedy.READ_SERVER_LOG),
  /** The server accepts and ends the connection at once, again and again. */
  FLAPPING(Hop.BACKEND, Stretch.SESSION, Remedy.READ_SERVER_LOG),

  /** A hop ends connections on which nothing passed for some time. */
  PROXY_IDLE(Hop.PROXY, Stretch.SESSION, Remedy.BEAT_FASTER),
  /** A hop ends connections on which no message passed for some time; Pings do not count. */
  APP_LEVEL_IDLE(Hop.UNKNOWN, Stretch.SESSION, Remedy.BEAT_IN_APPLICATION),
  /** The server itself ends connections that are idle. */
  SERVER_IDLE(Hop.BACKEND, Stretch.SESSION, Remedy.BEAT_FASTER),
  /** A hop ends every connection at a fixed age, however busy. */
  MAX_LIFETIME(Hop.UNKNOWN, Stretch.SESSION, Remedy.RENEW_IN_TIME),
  /** Many connections to one service ended at one moment, and it was away afterwards. */
  BACKEND_RESTART_OR_CRASH(Hop.BACKEND, Stretch.SESSION, Remedy.DRAIN),
  /** Many connections to one service ended at one moment, and it was there all the time. */
  PROXY_RELOAD_OR_EDGE_RESTART(Hop.PROXY, Stretch.SESSION, Remedy.SOFTEN_RELOADS),
  /** The line was reset: a process that crashed or was killed, or a hop that cut it. */
  BACKEND_CRASH(Hop.UNKNOWN, Stretch.SESSION, Remedy.COLLECT),
  /** TCP was ended in order, but nobody said good-bye. */
  FIN_WITHOUT_CLOSE(Hop.UNKNOWN, Stretch.SESSION, Remedy.COLLECT),
  /** Nothing comes through any more, and nobody ended the line. */
  PATH_DEAD(Hop.UNKNOWN, Stretch.SESSION, Remedy.KEEP_ALIVE),
  /** This side's network changed under the connection. */
  NETWORK_CHANGE(Hop.CLIENT_NETWORK, Stretch.SESSION, Remedy.WAKE),
  /** Large packets vanish on the way, small ones pass. */
  MTU_BLACKHOLE(Hop.UNKNOWN, Stretch.SECURED, Remedy.CLAMP_MSS),
  /** A hop holds back what it should pass on at once. */
  BUFFERED(Hop.PROXY, Stretch.SESSION, Remedy.TURN_OFF_BUFFERING),
  /** Something on the way changes frames. */
  MIDDLEBOX_CORRUPTION(Hop.CLIENT_NETWORK, Stretch.SESSION, Remedy.EXCLUDE_HOST),
  /** A hop accepted a compression that the server never agreed to. */
  PHANTOM_COMPRESSION(Hop.PROXY, Stretch.SESSION, Remedy.TURN_OFF_COMPRESSION),

  /** The peer closed and gave no reason. */
  NO_REASON_GIVEN(Hop.UNKNOWN, Stretch.SESSION, Remedy.READ_SERVER_LOG),
  /** The endpoint leaves; the service stays. */
  ENDPOINT_LEAVES(Hop.UNKNOWN, Stretch.SESSION, Remedy.WAIT),
  /** The service restarts. */
  SERVICE_RESTART(Hop.BACKEND, Stretch.SESSION, Remedy.WAIT),
  /** A message was larger than its receiver takes. */
  MESSAGE_TOO_BIG(Hop.UNKNOWN, Stretch.SESSION, Remedy.FIX_SIZE),
  /** A message was of a kind its receiver does not take. */
  UNSUPPORTED_DATA(Hop.UNKNOWN, Stretch.SESSION, Remedy.FIX_MESSAGE),
  /** A message's content does not match its kind, such as text that is not UTF-8. */
  INVALID_PAYLOAD(Hop.UNKNOWN, Stretch.SESSION, Remedy.FIX_MESSAGE),
  /** The protocol's rules were broken. */
  PROTOCOL_ERROR(Hop.UNKNOWN, Stretch.SESSION, Remedy.FIX_PEER),
  /** The peer put a number into its Close frame that may not stand there. */
  PEER_ILLEGAL_CLOSE(Hop.BACKEND, Stretch.SESSION, Remedy.FIX_PEER),
  /** The closing handshake was never finished. */
  CLOSE_UNANSWERED(Hop.UNKNOWN, Stretch.SESSION, Remedy.ANSWER_CLOSE),
  /** The server's policy does not allow what this client did. */
  POLICY(Hop.BACKEND, Stretch.SESSION, Remedy.READ_SERVER_LOG),
  /** The application on the other side waited too long for an answer. */
  ANSWER_TIMEOUT(Hop.CLIENT, Stretch.SESSION, Remedy.ASK_APPLICATION),
  /** The application on the other side ended it for a reason of its own. */
  APPLICATION(Hop.BACKEND, Stretch.SESSION, Remedy.ASK_APPLICATION),
  /** The evidence does not tell. */
  UNKNOWN(Hop.UNKNOWN, Stretch.ALWAYS, Remedy.COLLECT);

  private static final List<Cause> KNOWN = List.of(values());

  private final Hop hop;
  private final Stretch stretch;
  private final Remedy remedy;

  Cause(Hop hop, Stretch stretch, Remedy remedy) {
    this.hop = hop;
    this.stretch = stretch;
    this.remedy = remedy;
  }

  /** Returns every cause there is, in the order of a link's life. */
  public static List<Cause> known() {
    return KNOWN;
  }

  /**
   * Returns the cause of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Cause of(String id) {
    for (Cause cause : KNOWN) {
      if (cause.id().equals(id)) {
        return cause;
      }
    }
    throw new IllegalArgumentException("no cause '" + id + "'; there are " + KNOWN);
  }

  /** Returns its stable name, such as {@code PROXY_IDLE}. */
  public String id() {
    return name();
  }

  /** Returns where it sits, as far as the cause alone tells, seen from the side that dialled. */
  public Hop hop() {
    return hop;
  }

  /** Returns the phases of a link's life in which it can end the link. */
  public Set<Phase> phases() {
    return stretch.phases();
  }

  /** Returns what to do about it. */
  public Remedy remedy() {
    return remedy;
  }

  /** Returns its texts in French for a French-speaking locale, else in English. */
  public CauseText text(Locale locale) {
    return new Spelling(locale).catalogue(this);
  }
}
