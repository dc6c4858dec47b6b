package dev.hawser.driver;

import dev.hawser.close.Ending;
import dev.hawser.reconnect.Suspicion;
import org.jspecify.annotations.Nullable;

/**
 * Sends suspected messages one at a time, and finds the one that the peer refuses each time.
 *
 * <p>Not thread-safe: the outbox's lock guards it.
 */
final class Trial {
  private Suspicion suspicion = Suspicion.NONE;

  /** The message that is out alone. */
  private @Nullable Parcel accused;

  /** Tells whether the message is to wait until the one before it is confirmed. */
  boolean holdsBack(Parcel next) {
    if (suspicion.oneAtATime() && accused == null && !next.inDoubt) {
      suspicion = Suspicion.NONE; // every suspect has been confirmed
    }
    return accused != null;
  }

  /** The message goes out. */
  void sent(Parcel parcel) {
    if (suspicion.oneAtATime()) {
      parcel.index = Long.MAX_VALUE; // until the link numbers it, no confirmation is for it
      accused = parcel;
    }
  }

  /** Tells whether it is this message that is out alone. */
  boolean accuses(Parcel parcel) {
    return parcel == accused;
  }

  /** The peer confirmed so many messages: true where that clears the one that is out alone. */
  boolean clears(long messages) {
    Parcel out = accused;
    if (out == null || out.index > messages) {
      return false;
    }
    accused = null;
    return true;
  }

  /** Returns the message to blame for that end of its link, null for none. */
  @Nullable Parcel judge(Ending ending) {
    Parcel guilty = suspicion.blames(ending) ? accused : null;
    suspicion = suspicion.after(ending);
    accused = null;
    return guilty;
  }
}
