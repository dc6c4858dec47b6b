package dev.hawser.driver;

import dev.hawser.transport.Link;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a session's link: who is told what comes, and how more is asked for.
 *
 * <p>The face is told on the thread that the link calls on, with nothing between.
 */
final class Receiver {
  private final SessionLink of;
  private final boolean onLinkThread;
  private final Credit credit;
  private volatile @Nullable SessionFace face;

  Receiver(SessionLink of, boolean onLinkThread) {
    this.of = of;
    this.onLinkThread = onLinkThread;
    credit = new Credit(onLinkThread);
  }

  /** Says who is told; before any credit is given. */
  void face(SessionFace told) {
    face = told;
  }

  @Nullable SessionFace face() {
    return face;
  }

  void text(String message) {
    SessionFace told = face;
    if (told != null) {
      LinkCall.enter(onLinkThread, of);
      try {
        told.text(message);
      } finally {
        LinkCall.exit(onLinkThread);
      }
    }
  }

  void binary(ByteBuffer message) {
    SessionFace told = face;
    if (told != null) {
      LinkCall.enter(onLinkThread, of);
      try {
        told.binary(message);
      } finally {
        LinkCall.exit(onLinkThread);
      }
    }
  }

  void roundTrip(Duration time) {
    SessionFace told = face;
    if (told != null) {
      LinkCall.run(onLinkThread, of, () -> told.roundTrip(time));
    }
  }

  /** Asks for the first messages. */
  void start(Link link) {
    credit.start(link);
  }

  /** A message was consumed, so that another one may come. */
  void consumed(Link link) {
    credit.consumed(link);
  }
}
