package dev.hawser.transport.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a line past the Vert.x socket over it, from memory that the lines of a loop share.
 *
 * <p>Used on its event loop only. What the socket wrote before goes before.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is told by the promise.
final class LineWriter {
  private final Line line;
  private final LineMemory memory;
  private final VertxWire wire;
  private final boolean plain;
  private @Nullable ByteBuf filling;
  private @Nullable ByteBuffer room;
  private boolean lent;
  private int start;

  /** Begins with a line whose handshakes are over. */
  LineWriter(Line line, LineMemory memory, VertxWire wire) {
    this.line = line;
    this.memory = memory;
    this.wire = wire;
    this.plain = line.pipeline().get(SslHandler.class) == null;
  }

  /** Returns a buffer to fill, with room for that many bytes. */
  ByteBuffer room(int bytes) {
    ByteBuffer current = room;
    if (current != null) {
      if (current.remaining() >= bytes) {
        return current;
      }
      hand();
    }
    ByteBuf shared = plain && bytes <= LineMemory.ROOM ? memory.room() : null;
    lent = shared != null;
    ByteBuf next =
        shared == null ? line.alloc().directBuffer(Math.max(bytes, LineMemory.ROOM)) : shared;
    current = next.internalNioBuffer(0, next.capacity());
    filling = next;
    room = current;
    start = current.position();
    return current;
  }

  /** Tells whether something waits to be sent. */
  boolean filled() {
    ByteBuffer current = room;
    return current != null && current.position() > start;
  }

  /** Sends what was filled. */
  void send() {
    hand();
    line.flush();
  }

  private void hand() {
    ByteBuf full = filling;
    ByteBuffer end = room;
    if (full == null || end == null) {
      return;
    }
    filling = null;
    room = null;
    int bytes = end.position() - start;
    if (bytes == 0) {
      giveBack(full);
    } else {
      wire.handed();
      line.write(full.writerIndex(bytes), new Sent(bytes, lent ? full.retain() : null));
    }
  }

  /** Lets go of what was not sent. */
  void release() {
    ByteBuf unsent = filling;
    if (unsent != null) {
      filling = null;
      room = null;
      giveBack(unsent);
    }
  }

  private void giveBack(ByteBuf buffer) {
    if (lent) {
      memory.spare(buffer);
    } else {
      buffer.release();
    }
  }

  /** What becomes of one buffer; a promise of its own, so that no listener is needed. */
  private final class Sent extends DefaultChannelPromise {
    private final int bytes;
    private final @Nullable ByteBuf shared;

    Sent(int bytes, @Nullable ByteBuf shared) {
      super(line);
      this.bytes = bytes;
      this.shared = shared;
    }

    @Override
    public boolean trySuccess(Void nothing) {
      boolean first = super.trySuccess(null);
      if (first) {
        over();
        wire.written(bytes);
      }
      return first;
    }

    @Override
    public boolean tryFailure(Throwable cause) {
      boolean first = super.tryFailure(cause);
      if (first) {
        over();
        wire.lost(cause);
      }
      return first;
    }

    private void over() {
      if (shared != null) {
        memory.spare(shared);
      }
    }
  }
}
