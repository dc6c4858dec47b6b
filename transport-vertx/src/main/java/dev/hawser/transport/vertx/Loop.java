package dev.hawser.transport.vertx;

import dev.hawser.transport.LinkPlace;
import dev.hawser.transport.LinkThread;
import dev.hawser.transport.Masks;
import dev.hawser.transport.SerialThread;
import dev.hawser.transport.TransportContext;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** An event-loop context as the thread of its links, with the buffers they share there. */
final class Loop implements LinkThread {
  private static final int ROOM = 8 * 1024;
  private static final int SPARE = 16;
  private static final int SLICE = 16 * 1024;

  private final Context context;
  private final SerialThread after;
  private final LinkPlace place;
  private final ArrayDeque<ByteBuffer> rooms = new ArrayDeque<>(0);
  private @Nullable ByteBuffer slice;
  private final Thread thread;
  private final LineMemory memory = new LineMemory();

  /**
   * Begins with that context, to which the calling thread belongs; what comes once its loop has
   * stopped runs on the lent executor.
   */
  Loop(Context context, TransportContext lent) {
    this.thread = Thread.currentThread();
    this.context = context;
    this.after = new SerialThread(lent.executor());
    this.place = new LinkPlace(this, lent.timers(), Masks.secure());
  }

  /** Where its links live. */
  LinkPlace place() {
    return place;
  }

  /** What its lines share. */
  LineMemory memory() {
    return memory;
  }

  /** Does something on its context at once, on its thread. */
  void dispatch(Runnable task) {
    ((ContextInternal) context).dispatch(task);
  }

  /** The thread of its loop. */
  Thread thread() {
    return thread;
  }

  /** The context that callbacks of its links run on. */
  Context context() {
    return context;
  }

  @Override
  public boolean current() {
    return Thread.currentThread() == thread || after.current();
  }

  @Override
  public void execute(Runnable task) {
    try {
      context.runOnContext(turn -> task.run());
    } catch (RejectedExecutionException stopped) {
      after.execute(task);
    }
  }

  /** Returns an empty buffer over an array with room for that many bytes. */
  ByteBuffer room(int bytes) {
    ByteBuffer spare = bytes <= ROOM ? rooms.poll() : null;
    return spare == null ? ByteBuffer.allocate(Math.max(bytes, ROOM)) : spare;
  }

  /** Takes a buffer back. */
  void spare(ByteBuffer room) {
    if (room.capacity() == ROOM && rooms.size() < SPARE) {
      rooms.add(room.clear());
    }
  }

  /** Takes bytes as they come. */
  interface Taker {
    /** Takes the next bytes; they are overwritten afterwards. */
    void take(ByteBuffer bytes, boolean last);
  }

  /** Hands that buffer's bytes over, slice by slice; the taker must not come back here. */
  void slices(Buffer bytes, Taker taker) {
    ByteBuffer current = slice;
    if (current == null) {
      current = ByteBuffer.allocate(SLICE);
      slice = current;
    }
    int from = 0;
    do {
      int to = Math.min(bytes.length(), from + SLICE);
      bytes.getBytes(from, to, current.array(), current.arrayOffset());
      taker.take(current.clear().limit(to - from), to == bytes.length());
      from = to;
    } while (from < bytes.length());
  }
}
