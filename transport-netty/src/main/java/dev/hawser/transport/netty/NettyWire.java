package dev.hawser.transport.netty;

import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.Trouble;
import dev.hawser.transport.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a link writes to: a Netty channel.
 *
 * <p>Everything happens on the channel's event loop. Frames are encoded straight into one pooled
 * buffer, and what a turn of the loop writes leaves with one flush: at the end of the read that
 * caused it, else behind the tasks that wait already.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is seen on the channel.
final class NettyWire implements Wire {
  private final Channel channel;
  private @Nullable ByteDoor door;

  private @Nullable ByteBuf filling;
  private @Nullable ByteBuffer room;
  private int roomStart;
  private int unwritten;
  private boolean reading;
  private boolean flushWanted;

  private boolean open;
  private boolean plain;
  private @Nullable LoopBuffers buffers;
  private boolean lent;
  private boolean inputEnded;
  private boolean outputEnding;
  private boolean outputEnded;
  private boolean dropped;
  private @Nullable Throwable trouble;

  /** Prepares a wire over that channel; {@link #attach} comes next. */
  NettyWire(Channel channel) {
    this.channel = channel;
  }

  /** Names who is told of what was written. */
  void attach(ByteDoor told) {
    door = told;
  }

  /** From now on dropping it is a reset, unless the peer ended its direction before. */
  void opened() {
    open = true;
    plain = channel.pipeline().get(SslHandler.class) == null;
  }

  /** A read begins, or its last byte is delivered: what is flushed between leaves then. */
  void reading(boolean on) {
    reading = on;
    if (!on && flushWanted) {
      send();
    }
  }

  /** The peer ended its direction. */
  void inputEnded() {
    inputEnded = true;
  }

  /** Why a write failed, null when none did. */
  @Nullable Throwable trouble() {
    return trouble;
  }

  @Override
  public ByteBuffer room(int bytes) {
    ByteBuffer current = room;
    if (current != null) {
      if (current.remaining() >= bytes) {
        return current;
      }
      hand();
    }
    if (dropped) {
      return ByteBuffer.allocate(bytes);
    }
    ByteBuf shared = plain && bytes <= LoopBuffers.ROOM ? buffers().room() : null;
    lent = shared != null;
    ByteBuf next = shared;
    if (next == null) {
      next = channel.alloc().directBuffer(Math.max(bytes, LoopBuffers.ROOM));
    }
    current = next.internalNioBuffer(0, next.capacity());
    filling = next;
    room = current;
    roomStart = current.position();
    return current;
  }

  @Override
  public void flush() {
    if (reading) {
      flushWanted = true;
    } else {
      send();
    }
  }

  @Override
  public void read(boolean on) {
    channel.config().setAutoRead(on);
  }

  @Override
  public void shutdownOutput() {
    if (!outputEnding) {
      outputEnding = true;
      send();
      endOutput();
    }
  }

  @Override
  public void drop() {
    if (dropped) {
      return;
    }
    release();
    if (open && !inputEnded) {
      ChannelEnd.reset(channel);
    } else if (open && !outputEnded) {
      // The peer said good-bye.
      ChannelEnd.answerGoodBye(channel);
    }
    ChannelEnd.drop(channel);
  }

  /** Gives back what it holds; nothing is written from now on. */
  void release() {
    dropped = true;
    ByteBuf unsent = filling;
    if (unsent != null) {
      filling = null;
      giveBack(unsent, lent);
    }
    room = null;
  }

  private void send() {
    flushWanted = false;
    if (!dropped) {
      hand();
      channel.flush();
    }
  }

  /** Gives what was filled to the channel, to leave with the next flush. */
  private void hand() {
    ByteBuf full = filling;
    ByteBuffer end = room;
    if (full == null || end == null) {
      return;
    }
    filling = null;
    room = null;
    int bytes = end.position() - roomStart;
    if (bytes == 0) {
      giveBack(full, lent);
    } else {
      unwritten++;
      channel.write(full.writerIndex(bytes), new Sent(bytes, lent ? full.retain() : null));
    }
  }

  private LoopBuffers buffers() {
    LoopBuffers known = buffers;
    if (known == null) {
      known = LoopBuffers.here();
      buffers = known;
    }
    return known;
  }

  private void giveBack(ByteBuf buffer, boolean shared) {
    if (shared) {
      buffers().spare(buffer);
    } else {
      buffer.release();
    }
  }

  private void endOutput() {
    if (outputEnding && !outputEnded && !dropped && unwritten == 0) {
      outputEnded = true;
      ChannelEnd.endOutput(channel);
    }
  }

  private void written(int bytes) {
    unwritten--;
    if (door != null) {
      door.written(bytes);
    }
    if (outputEnding && unwritten == 0) {
      // Not from within the write that reports it.
      channel.eventLoop().execute(this::endOutput);
    }
  }

  /**
   * A write failed. What the peer sent before it went away may still wait to be read, a Close with
   * its code above all, so the end of the reading side is awaited where there is one.
   */
  private void lost(Throwable cause) {
    unwritten--;
    if (trouble != null || dropped) {
      return;
    }
    trouble = cause;
    boolean readingEnds =
        cause instanceof IOException
            && !(cause instanceof SSLException)
            && !(cause instanceof ClosedChannelException)
            && channel.config().isAutoRead()
            && !inputEnded;
    if (!readingEnds && door != null) {
      door.failed(Trouble.end(cause), cause);
    }
  }

  /** What becomes of one buffer; a promise of its own, so that no listener is needed. */
  private final class Sent extends DefaultChannelPromise {
    private final int bytes;
    private final @Nullable ByteBuf shared;

    Sent(int bytes, @Nullable ByteBuf shared) {
      super(channel);
      this.bytes = bytes;
      this.shared = shared;
    }

    private void giveBack() {
      if (shared != null) {
        buffers().spare(shared);
      }
    }

    @Override
    public boolean trySuccess(Void nothing) {
      boolean first = super.trySuccess(null);
      if (first) {
        giveBack();
        written(bytes);
      }
      return first;
    }

    @Override
    public boolean tryFailure(Throwable cause) {
      boolean first = super.tryFailure(cause);
      if (first) {
        giveBack();
        lost(cause);
      }
      return first;
    }
  }
}
