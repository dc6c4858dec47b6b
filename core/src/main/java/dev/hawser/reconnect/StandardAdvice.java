package dev.hawser.reconnect;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Fault;
import dev.hawser.close.Unreachability;
import dev.hawser.reconnect.Advice.Row;

/** The default advice: the tables as data, each row with its reason. */
final class StandardAdvice {
  private StandardAdvice() {}

  /** The row of a code that came in the peer's Close frame; 1006: none came. */
  static Row of(CloseCode code) {
    return switch (code.value()) {
      case 1000 -> stop("the peer says the purpose is fulfilled; many servers know no other stop");
      case 1001 -> retry("an endpoint leaves, the service stays");
      case 1002 -> stop("the same bytes would break the protocol again");
      case 1003 -> stop("the same type of data would be refused again");
      case 1004 -> stop("reserved; a peer that sends it breaks the protocol");
      case 1005 -> retry("an end in order, but no word against coming back");
      case 1006 -> retry("a lost line says nothing of the next; RFC 6455 s.7.2.3 asks for backoff");
      case 1007 -> stop("the same payload would be refused again");
      case 1008 -> renew("the peer refuses this client; knocking again looks like abuse");
      case 1009 -> stop("the same message would be too big again");
      case 1010 -> stop("the peer's set of extensions does not change by asking again");
      case 1011 -> retry("a server's fault is often gone on the next attempt");
      case 1012 -> retry("the service restarts and will be back");
      case 1013 -> retry("the overload passes, given time");
      case 1014 -> retry("the gateway's upstream may come back");
      case 1015 -> stop("a certificate does not heal in seconds");
      case 3000 -> renew("the same credentials would be refused again");
      case 3003 -> stop("permission does not come by asking again");
      case 3008 -> retry("an answer took too long, which need not last");
      default -> ofRange(code);
    };
  }

  private static Row ofRange(CloseCode code) {
    return switch (code.range()) {
      case PROTOCOL -> retry("not assigned yet; nothing says that it is final");
      case REGISTERED -> retry("a library's or framework's own; nothing says that it is final");
      case PRIVATE -> retry("the application's own; only the application knows it to be final");
      case UNUSED, UNDEFINED -> stop("no close code; a peer that sends it breaks the protocol");
    };
  }

  /** The row of an HTTP status that answered the upgrade request. */
  static Row ofStatus(int status) {
    return switch (status) {
      case 401 -> renew("the same credentials would be refused again");
      case 408 -> retry("the request came too slowly this time");
      case 425 -> retry("too early; later is what it asks for");
      case 429 -> retry("too many requests; fewer are welcome");
      case 500 -> retry("a server's fault is often gone on the next attempt");
      case 502 -> retry("the gateway's upstream may come back");
      case 503 -> retry("overload and maintenance pass");
      case 504 -> retry("the gateway's upstream was too slow this time");
      // Not in the IANA registry: Cloudflare's words for an origin that is down or too slow.
      case 520, 521, 522, 523, 524, 530 -> retry("the origin behind the edge may come back");
      default -> stop("the same request would get the same answer");
    };
  }

  /** The row of a dial without a valid answer. */
  static Row of(Unreachability kind) {
    return switch (kind) {
      case NAME_NOT_RESOLVED -> retry("a machine that is offline resolves no name either");
      case CONNECTION_REFUSED -> retry("nothing listens while a server restarts");
      case CONNECT_FAILED -> retry("a route that is missing may come back");
      case CONNECT_TIMEOUT -> retry("a path or a host that is silent now need not stay so");
      case PROXY_FAILED -> retry("the proxy may reach the server next time");
      case PROXY_REFUSED -> stop("the proxy's rules do not change by asking again");
      case PROXY_AUTHENTICATION -> stop("the proxy would refuse the same login again");
      case TLS_FAILED -> stop("a certificate does not heal in seconds");
      case HANDSHAKE_TIMEOUT -> retry("a server under load answers late");
      case LOST -> retry("the line broke before the answer, as in a restart");
      case BAD_ANSWER -> stop("what answers there does not speak WebSocket");
      case SUBPROTOCOL_MISMATCH -> stop("the server's choice does not change by asking again");
      case NOT_PREPARED -> retry("the endpoint or the credentials may be had next time");
      case TRANSPORT_CLOSED -> stop("a closed transport dials nothing any more");
    };
  }

  /** The row of a fault for which this library gave up an open link. */
  static Row of(Fault fault) {
    return switch (fault) {
      case PROTOCOL_VIOLATION -> stop("the peer would break the protocol again");
      case INVALID_PAYLOAD -> stop("the peer would send what is not UTF-8 again");
      case MESSAGE_TOO_BIG -> stop("the peer would send the same message again");
      case HEARTBEAT_TIMEOUT -> retry("the path is dead; a new one may live");
      case CLOSE_TIMEOUT -> retry("only the farewell failed");
      case CONSUMER_STALLED -> stop("an application that does not read would stall again");
      case CALLBACK_FAILED -> stop("the same message would fail the application again");
      case PREPARE_FAILED -> retry("a preparation often fails for a passing reason");
      case PREPARE_TIMEOUT -> retry("a server under load answers late");
    };
  }

  private static Row retry(String why) {
    return new Row(true, why);
  }

  private static Row stop(String why) {
    return new Row(false, why);
  }

  private static Row renew(String why) {
    return new Row(false, why, true);
  }
}
