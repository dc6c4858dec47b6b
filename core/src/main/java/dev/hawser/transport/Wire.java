package dev.hawser.transport;

import java.nio.ByteBuffer;

/**
 * A TCP connection, with or without TLS, as a link writes to it: what a byte adapter implements.
 *
 * <p>Called on the link's thread only. Bytes leave in the order in which they were put into {@link
 * #room}; the adapter reports by {@link ByteDoor#written} how many the operating system took. The
 * handshake's bytes are the adapter's own and not counted.
 */
public interface Wire {
  /**
   * Returns a buffer with room for at least that many bytes, to be filled from its position on.
   *
   * <p>What stands before its position when the next method of this wire is called is to be
   * written. An adapter best returns the same buffer for as long as it has room, so that many small
   * frames share one; nothing is sent before {@link #flush}, unless a buffer is full.
   *
   * @param bytes at least 1; at most 66,000 with the default fragments, and as many as a message or
   *     a frame has where it goes out whole
   */
  ByteBuffer room(int bytes);

  /** Sends everything filled so far as soon as the connection takes it. */
  void flush();

  /**
   * Goes on reading, or stops, so that TCP pushes back; a wire starts reading. Bytes already read
   * may still be reported.
   */
  void read(boolean on);

  /** Ends our direction (FIN, after TLS's close_notify) behind everything filled before. */
  void shutdownOutput();

  /**
   * Ends TCP at once, whatever is still unwritten; idempotent.
   *
   * <p>Needs no report afterwards, and one that comes is ignored.
   */
  void drop();
}
