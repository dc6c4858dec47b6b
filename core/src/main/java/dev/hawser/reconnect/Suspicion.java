package dev.hawser.reconnect;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message that is sent again and again may be the one for which the peer closes.
 *
 * <p>Immutable. A peer that closes with 1003, 1007 or 1009 refuses a message it was sent. While one
 * is suspected, messages in doubt go out one at a time, each confirmed before the next; the one
 * that was out alone when the same code came again is to blame, and must not be sent a third time.
 *
 * @param code the code the peer refused with, null without a suspicion
 */
public record Suspicion(@Nullable CloseCode code) {
  /** No message is suspected. */
  public static final Suspicion NONE = new Suspicion(null);

  private static final Set<CloseCode> REFUSALS =
      Set.of(
          CloseCode.UNSUPPORTED_DATA,
          CloseCode.INVALID_FRAME_PAYLOAD_DATA,
          CloseCode.MESSAGE_TOO_BIG);

  /** Tells whether messages in doubt are to go out one at a time. */
  public boolean oneAtATime() {
    return code != null;
  }

  /** Tells whether that end of its link blames the message that was out alone. */
  public boolean blames(Ending ending) {
    return refuses(ending) && ending.code().equals(code);
  }

  /** Returns what is suspected after a link with messages in doubt ended so. */
  public Suspicion after(Ending ending) {
    return refuses(ending) ? new Suspicion(ending.code()) : this;
  }

  private static boolean refuses(Ending ending) {
    return ending instanceof Ending.Closed
        && ending.by() == Initiator.PEER
        && REFUSALS.contains(ending.code());
  }
}
