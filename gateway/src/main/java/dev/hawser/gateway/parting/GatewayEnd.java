package dev.hawser.gateway.parting;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.gateway.parting.FirstCause.Party;
import java.time.Duration;

/** The rows of table (b) in which the gateway itself ends a session. */
public final class GatewayEnd {
  private GatewayEnd() {}

  /** No message passed for the whole of the idle limit. */
  public static FirstCause idle(Duration limit, Words words) {
    return both(CloseCode.GOING_AWAY, "idle:" + UpstreamEnd.seconds(limit), words);
  }

  /** The session has lived as long as any may. */
  public static FirstCause aged(Duration limit, Words words) {
    return again("max_age:" + UpstreamEnd.seconds(limit), words);
  }

  /** The gateway restarts, or is drained for another reason. */
  public static FirstCause restart(Words words) {
    return again("restart", words);
  }

  /** The gateway goes for good. */
  public static FirstCause shutdown(Words words) {
    return both(CloseCode.GOING_AWAY, "shutdown", words);
  }

  /** The gateway failed. */
  public static FirstCause failed(Words words) {
    return both(CloseCode.INTERNAL_ERROR, "gateway_error", words);
  }

  /** Somebody's policy ended the session, with this Close for the client. */
  public static FirstCause policy(CloseReason told, Words words) {
    return new FirstCause(Party.GATEWAY, "policy", told, words.leaving("policy"));
  }

  /** RFC 6455 has nothing to say; clients take 1001 for a page left and 1012 for come again. */
  private static FirstCause again(String token, Words words) {
    CloseReason told = words.again(CloseCode.SERVICE_RESTART, token);
    return new FirstCause(Party.GATEWAY, token, told, words.leaving(token));
  }

  private static FirstCause both(CloseCode code, String token, Words words) {
    return new FirstCause(Party.GATEWAY, token, words.plain(code, token), words.leaving(token));
  }
}
