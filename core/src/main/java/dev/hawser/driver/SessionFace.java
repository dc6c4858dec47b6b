package dev.hawser.driver;

import dev.hawser.diagnosis.Evidence;
import java.nio.ByteBuffer;
import java.time.Duration;

/** What a session's link tells the session of the public face; one call at a time. */
public interface SessionFace {
  /** A text message came; {@link SessionLink#consumed} asks for more. */
  void text(String message);

  /** A binary message came; {@link SessionLink#consumed} asks for more. */
  void binary(ByteBuffer message);

  /** A Ping of ours, or a message of the heartbeat, was answered after that time. */
  void roundTrip(Duration time);

  /** The peer closes: no message comes any more, and none is sent. */
  void closing();

  /**
   * The link ended; nothing comes after it.
   *
   * @param evidence its ending, those of the same outage before it, the history of its origin
   * @param inDoubt messages written and not confirmed
   */
  void ended(Evidence evidence, long inDoubt);
}
