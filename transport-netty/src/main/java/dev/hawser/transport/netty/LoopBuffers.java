package dev.hawser.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The memory that all channels of one event loop read into and write from, one after the other.
 *
 * <p>What a channel holds on to beyond its turn is lent by Netty's allocator instead.
 */
final class LoopBuffers {
  /** The bytes of a buffer to write from. */
  static final int ROOM = 8 * 1024;

  /** The bytes of the buffer to read into. */
  private static final int READ = 64 * 1024;

  private static final int ROOMS = 4;

  /** Has channels read into the buffer of their loop. */
  static final RecvByteBufAllocator READING = new Reading();

  private static final FastThreadLocal<LoopBuffers> OF =
      new FastThreadLocal<>() {
        @Override
        protected LoopBuffers initialValue() {
          return new LoopBuffers();
        }
      };

  private final ArrayDeque<ByteBuf> rooms = new ArrayDeque<>(ROOMS);
  private final ByteBuf read = fixed(READ);
  private int made;

  private LoopBuffers() {}

  /** Returns those of the calling loop. */
  static LoopBuffers here() {
    return OF.get();
  }

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

  /** Reads into the loop's buffer while no channel holds what it read before. */
  private static final class Reading extends DefaultMaxMessagesRecvByteBufAllocator {
    @Override
    @SuppressWarnings("deprecation") // Netty's own signature.
    public Handle newHandle() {
      return new MaxMessageHandle() {
        private @Nullable LoopBuffers buffers;

        @Override
        public ByteBuf allocate(ByteBufAllocator otherwise) {
          LoopBuffers known = buffers;
          if (known == null) {
            known = here(); // a channel stays on its loop
            buffers = known;
          }
          ByteBuf shared = known.read;
          return shared.refCnt() == 1 ? shared.clear().retain() : otherwise.ioBuffer(guess());
        }

        @Override
        public int guess() {
          return READ;
        }
      };
    }
  }
}
