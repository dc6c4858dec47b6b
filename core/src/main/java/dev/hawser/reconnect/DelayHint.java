package dev.hawser.reconnect;

import dev.hawser.close.CloseCode;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a client is to stay away, as a word in the reason of a Close: {@code retry-after=30}, in
 * whole seconds, as in HTTP's field of that name; {@code retry=30}, as gateways say it, is the
 * same.
 *
 * <p>It stands anywhere in the reason's text, in any case, between its ends, spaces, commas or
 * semicolons; the first one counts. It goes with the codes of an endpoint that leaves and is
 * expected back, 1001, 1012 and 1013, and with a gateway's 1014. A client of this library waits
 * that long in place of what the code alone asks for, jitter on top, and no longer than {@link
 * Waits#maxRetryAfter}.
 */
public final class DelayHint {
  /** The longest wait that can be named. */
  public static final Duration MOST = Duration.ofDays(1);

  private static final Set<CloseCode> CODES =
      Set.of(
          CloseCode.GOING_AWAY,
          CloseCode.SERVICE_RESTART,
          CloseCode.TRY_AGAIN_LATER,
          CloseCode.BAD_GATEWAY);
  private static final Pattern WORD =
      Pattern.compile("(?<![^ ,;])retry(?:-after)?=(\\d{1,9})(?![^ ,;])", Pattern.CASE_INSENSITIVE);

  private DelayHint() {}

  /** Tells whether a hint counts beside that code. */
  public static boolean goesWith(CloseCode code) {
    return CODES.contains(code);
  }

  /**
   * Returns the word for that wait, in whole seconds rounded up.
   *
   * @throws IllegalArgumentException unless it is zero to a day
   */
  public static String word(Duration wait) {
    Span.requireBetween("retry-after", wait, Duration.ZERO, MOST);
    return "retry-after=" + wait.plusNanos(999_999_999).toSeconds();
  }

  /** Returns the wait that a reason's text names, null when it names none. */
  public static @Nullable Duration in(String text) {
    Matcher word = WORD.matcher(text);
    return word.find() ? Duration.ofSeconds(Long.parseLong(word.group(1))) : null;
  }
}
