package dev.hawser.gateway.parting;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseFrames;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.gateway.parting.FirstCause.Party;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rows of table (b) in which the upstream is the cause. */
public final class UpstreamEnd {
  private UpstreamEnd() {}

  /** Returns what it means that the upstream's link ends so. */
  public static FirstCause of(Ending ending, Words words) {
    if (ending instanceof Ending.Closed closed) {
      return closed(closed.reason(), words);
    }
    if (ending instanceof Ending.Failed failed) {
      return failed(failed, words);
    }
    return cause(lost(ending.facts().frames()), null, words);
  }

  /** The upstream could not be had, and the client is told so behind a 101 of the gateway's. */
  public static CloseReason unreached(String token, Words words) {
    return words.upstream("upstream_" + token);
  }

  private static FirstCause closed(CloseReason reason, Words words) {
    if (reason.code().equals(CloseCode.MANDATORY_EXT)) { // RFC 6455 s.7.4.1: a client's alone
      return cause("upstream_bad_close:1010", null, words);
    }
    return new FirstCause(Party.UPSTREAM, "upstream_close", reason, null);
  }

  private static FirstCause failed(Ending.Failed failed, Words words) {
    return switch (failed.fault()) {
      case PROTOCOL_VIOLATION, INVALID_PAYLOAD -> cause(violation(failed.text()), null, words);
      case MESSAGE_TOO_BIG -> cause("upstream_too_big", null, words);
      case HEARTBEAT_TIMEOUT, CLOSE_TIMEOUT -> cause("upstream_timeout", null, words);
      case CONSUMER_STALLED, CALLBACK_FAILED, PREPARE_FAILED, PREPARE_TIMEOUT ->
          GatewayEnd.failed(words);
    };
  }

  private static String violation(String text) {
    String bad = Breach.badClose(text);
    return bad == null ? "upstream_protocol:" + Breach.named(text) : "upstream_bad_close:" + bad;
  }

  private static String lost(CloseFrames frames) {
    return switch (frames.transportEnd()) {
      case FIN, TLS_CLOSE_NOTIFY -> "upstream_eof";
      case RST -> "upstream_reset";
      case TLS_ALERT -> "upstream_tls:" + frames.tlsAlert();
      case TLS_TRUNCATED -> "upstream_tls:truncated";
      case WRITE_TIMEOUT -> "upstream_timeout";
      case LOCAL, UNSEEN -> "upstream_lost";
    };
  }

  /** The upstream answered no Ping for so long that it is taken for dead. */
  public static FirstCause silent(Words words) {
    return cause("upstream_timeout", words.leaving("upstream_timeout"), words);
  }

  /** The upstream has taken nothing in for so long that it is taken for dead. */
  public static FirstCause stalled(Words words) {
    return cause("upstream_stalled", words.leaving("upstream_stalled"), words);
  }

  /** The upstream sent a message over the limit, in bytes. */
  public static FirstCause tooBig(long limit, Words words) {
    CloseReason told = words.plain(CloseCode.MESSAGE_TOO_BIG, "max=" + limit);
    return cause("upstream_too_big:" + limit, told, words);
  }

  private static FirstCause cause(String token, @Nullable CloseReason toUpstream, Words words) {
    return new FirstCause(Party.UPSTREAM, token, words.upstream(token), toUpstream);
  }

  /** Returns a span as a token says it, in whole seconds. */
  static String seconds(Duration span) {
    return span.toSeconds() + "s";
  }
}
