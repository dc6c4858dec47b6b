package dev.hawser.transport.vertx;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a Vert.x socket: frames are encoded into one buffer of the loop's, and what was filled
 * until it is sent is one write. Of the loop's thread.
 */
final class SocketWriter {
  private final Loop loop;
  private final NetSocket socket;
  private final VertxWire wire;
  private @Nullable ByteBuffer filling;
  private @Nullable Buffer outgoing;

  /** Begins with nothing to send; the wire is told what becomes of each write. */
  SocketWriter(Loop loop, NetSocket socket, VertxWire wire) {
    this.loop = loop;
    this.socket = socket;
    this.wire = wire;
  }

  /** Returns a buffer to fill, with room for that many bytes. */
  ByteBuffer room(int bytes) {
    ByteBuffer current = filling;
    if (current != null) {
      if (current.remaining() >= bytes) {
        return current;
      }
      gather();
    }
    current = loop.room(bytes);
    filling = current;
    return current;
  }

  /** Tells whether something waits to be sent. */
  boolean filled() {
    ByteBuffer current = filling;
    return outgoing != null || (current != null && current.position() > 0);
  }

  /** Sends what was filled. */
  void send() {
    gather();
    Buffer bytes = outgoing;
    outgoing = null;
    if (bytes != null) {
      int count = bytes.length();
      wire.handed();
      socket.write(bytes).onComplete(written -> wire.written(count), failed -> wire.lost(failed));
    }
  }

  /** Puts what was filled behind what leaves with the next write. */
  private void gather() {
    ByteBuffer full = filling;
    if (full == null) {
      return;
    }
    filling = null;
    int bytes = full.position();
    if (bytes > 0) {
      Buffer before = outgoing;
      outgoing =
          (before == null ? Buffer.buffer(bytes) : before)
              .appendBytes(full.array(), full.arrayOffset(), bytes);
    }
    loop.spare(full);
  }

  /** Lets go of what was not sent. */
  void release() {
    ByteBuffer unsent = filling;
    if (unsent != null) {
      filling = null;
      loop.spare(unsent);
    }
    outgoing = null;
  }
}
