package dev.hawser;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import dev.hawser.reconnect.DelayHint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a server lets its sessions go: one by one over a window instead of all at once.
 *
 * <p>An immutable value. The order is random and the closes are spread evenly, so that whatever
 * takes the clients over meets a stream of them and no herd.
 *
 * @param window the time between the first close and the last, zero to a day
 * @param code the close code, one that a server may send
 * @param text what the reason says before the hint, may be empty
 * @param comeBackAfter how long each client is to stay away, counted from its own close; null
 *     leaves that to the client
 */
public record Drain(
    Duration window, CloseCode code, String text, @Nullable Duration comeBackAfter) {
  private static final Duration DAY = Duration.ofDays(1);

  /** Refuses a window out of range, a code out of place, and a reason over 123 bytes. */
  public Drain {
    if (window.isNegative() || window.compareTo(DAY) > 0) {
      throw new IllegalArgumentException("window " + window + " is not in PT0S-" + DAY);
    }
    if (comeBackAfter != null && !DelayHint.goesWith(code)) {
      throw new IllegalArgumentException(
          "a time to come back goes with 1001, 1012, 1013 and 1014, not with " + code.value());
    }
    Reasons.requireSendable(reason(code, text, comeBackAfter), Role.SERVER);
  }

  /** Returns a drain over that window with 1012 and no word on when to come back. */
  public static Drain over(Duration window) {
    return new Drain(window, CloseCode.SERVICE_RESTART, "", null);
  }

  /** Returns a copy that closes with that code, such as 1001 where nothing comes back here. */
  public Drain closingWith(CloseCode other) {
    return new Drain(window, other, text, comeBackAfter);
  }

  /** Returns a copy whose reason begins with that text. */
  public Drain saying(String other) {
    return new Drain(window, code, other, comeBackAfter);
  }

  /**
   * Returns a copy that asks each client to stay away so long, zero to a day: as a {@link
   * DelayHint} in the reason, which clients of this library obey, and as {@code Retry-After} on
   * requests that come too late.
   */
  public Drain comeBackAfter(Duration wait) {
    return new Drain(window, code, text, wait);
  }

  /** Returns what each session is closed with. */
  public CloseReason reason() {
    return reason(code, text, comeBackAfter);
  }

  private static CloseReason reason(CloseCode code, String text, @Nullable Duration wait) {
    if (wait == null) {
      return CloseReason.of(code, text);
    }
    String hint = DelayHint.word(wait);
    return CloseReason.of(code, text.isEmpty() ? hint : text + " " + hint);
  }
}
