package dev.hawser.gateway.parting;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;

/**
 * The words that one session's Closes are made of.
 *
 * <p>The text repeats the code, for clients that show another, and names what happened by a token,
 * the session by its id, and after how many seconds it is worth to come back. ASCII, no address, at
 * most 123 bytes.
 *
 * @param badGateway what the client is told instead of 1014: 1014 itself, or 1011
 * @param id the session's id
 * @param retrySeconds when to come back
 */
public record Words(CloseCode badGateway, String id, long retrySeconds) {
  /** Returns the client's Close for an upstream that failed. */
  CloseReason upstream(String token) {
    String text = CloseCode.BAD_GATEWAY.value() + " " + token + " id=" + id + retry();
    return CloseReason.fit(badGateway, text);
  }

  /** Returns a Close that does not ask to come back. */
  CloseReason plain(CloseCode code, String token) {
    return CloseReason.fit(code, code.value() + " " + token + " id=" + id);
  }

  /** Returns a Close that asks to come back. */
  CloseReason again(CloseCode code, String token) {
    return CloseReason.fit(code, code.value() + " " + token + " id=" + id + retry());
  }

  /** Returns the upstream's Close when the client is the cause, or nobody is. */
  CloseReason leaving(String token) {
    return plain(CloseCode.GOING_AWAY, token);
  }

  private String retry() {
    return " retry=" + retrySeconds;
  }
}
