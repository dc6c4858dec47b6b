package dev.hawser.transport.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The memory that all lines of one loop read into and write from, one after the other. Of the
 * loop's thread.
 */
final class LineMemory {
  /** The bytes of a buffer to write from. */
  static final int ROOM = 8 * 1024;

  /** The bytes of the buffer to read into. */
  static final int READ = 64 * 1024;

  private static final int ROOMS = 4;

  private final ArrayDeque<ByteBuf> rooms = new ArrayDeque<>(0);
  private @Nullable ByteBuf read;
  private int made;

  /** Memory that is never given back, but for the collector: nobody is to miss it. */
  private static ByteBuf fixed(int bytes) {
    return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(bytes)).clear();
  }

  /** Returns an empty buffer of {@link #ROOM} bytes, null if all are in use. */
  @Nullable ByteBuf room() {
    ByteBuf spare = rooms.poll();
    if (spare == null && made < ROOMS) {
      made++;
      return fixed(ROOM);
    }
    return spare;
  }

  /** Takes such a buffer back, unless somebody else holds it too. */
  void spare(ByteBuf room) {
    if (room.refCnt() == 1) {
      rooms.add(room.clear());
    } else {
      made--;
    }
  }

  /** Returns the buffer to read into, null while somebody holds what was read before. */
  @Nullable ByteBuf read() {
    ByteBuf shared = read;
    if (shared == null) {
      shared = fixed(READ);
      read = shared;
    }
    return shared.refCnt() == 1 ? shared.clear().retain() : null;
  }
}
