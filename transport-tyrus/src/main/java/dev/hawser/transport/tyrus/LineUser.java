package dev.hawser.transport.tyrus;

import dev.hawser.close.TransportEnd;
import java.nio.ByteBuffer;

/** Who hears of a {@link Line}; every method is called on its loop. */
interface LineUser {
  /** TCP is connected; TLS follows if the line has it. */
  default void connected() {}

  /** TLS is established. */
  default void secured() {}

  /** Bytes came in, consumed whole during the call. */
  void bytes(ByteBuffer bytes);

  /** So many bytes of what counts were taken by the system. */
  default void written(int bytes) {}

  /**
   * The peer ended its direction.
   *
   * @param end {@code FIN}, {@code TLS_CLOSE_NOTIFY} or {@code TLS_TRUNCATED}
   */
  void ended(TransportEnd end);

  /** The line is gone in both directions, or was never there, for this reason. */
  void lost(Throwable cause);
}
