package dev.hawser.gateway.parting;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.TransportEnd;
import dev.hawser.gateway.parting.FirstCause.Party;
import org.jspecify.annotations.Nullable;

/** The rows of table (b) in which the client is the cause. */
public final class ClientEnd {
  private ClientEnd() {}

  /** Returns what it means that the client's link ends so. */
  public static FirstCause of(Ending ending, Words words) {
    if (ending instanceof Ending.Closed closed) {
      return new FirstCause(Party.CLIENT, "client_close", null, closed.reason());
    }
    if (ending instanceof Ending.Failed failed) {
      return failed(failed, words);
    }
    return cause("client_gone:" + lost(ending.facts().frames().transportEnd()), null, words);
  }

  private static FirstCause failed(Ending.Failed failed, Words words) {
    return switch (failed.fault()) {
      case PROTOCOL_VIOLATION, INVALID_PAYLOAD -> cause("client_protocol_error", null, words);
      case MESSAGE_TOO_BIG -> cause("client_too_big", null, words);
      case HEARTBEAT_TIMEOUT, CLOSE_TIMEOUT -> cause("client_gone:timeout", null, words);
      case CONSUMER_STALLED, CALLBACK_FAILED, PREPARE_FAILED, PREPARE_TIMEOUT ->
          GatewayEnd.failed(words);
    };
  }

  private static String lost(TransportEnd end) {
    return switch (end) {
      case RST, TLS_ALERT -> "reset";
      case WRITE_TIMEOUT -> "timeout";
      case FIN, TLS_CLOSE_NOTIFY, TLS_TRUNCATED, LOCAL, UNSEEN -> "eof";
    };
  }

  /** The client answered no Ping for so long that it is taken for dead. */
  public static FirstCause silent(Words words) {
    return cause("client_gone:timeout", null, words);
  }

  /** The client has not read for too long. */
  public static FirstCause slow(Words words) {
    CloseReason told = words.again(CloseCode.TRY_AGAIN_LATER, "slow_consumer");
    return new FirstCause(Party.CLIENT, "client_slow", told, words.leaving("client_slow"));
  }

  /** The client sent a message over the limit, in bytes. */
  public static FirstCause tooBig(long limit, Words words) {
    String token = "max=" + limit;
    CloseReason told = words.plain(CloseCode.MESSAGE_TOO_BIG, token);
    return cause("client_too_big", told, words);
  }

  private static FirstCause cause(String token, @Nullable CloseReason toClient, Words words) {
    return new FirstCause(Party.CLIENT, token, toClient, words.leaving(token));
  }
}
