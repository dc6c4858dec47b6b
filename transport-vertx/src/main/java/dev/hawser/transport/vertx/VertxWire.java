package dev.hawser.transport.vertx;

import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.Trouble;
import dev.hawser.transport.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a link writes to: a Vert.x socket.
 *
 * <p>Everything happens on the link's loop. What a turn of the loop writes leaves at once: at the
 * end of the read that caused it, else behind the tasks that wait already.
 */
final class VertxWire implements Wire {
  private final Loop loop;
  private final NetSocket socket;
  private final @Nullable Line line;
  private final Runnable force;
  private @Nullable ByteDoor door;

  private @Nullable LineWriter writer;
  private boolean direct;
  private @Nullable SocketWriter gathered;
  private int unwritten;
  private boolean reading;
  private boolean flushWanted;

  private boolean paused;
  private @Nullable Runnable afterBytes;
  private boolean open;
  private boolean inputEnded;
  private boolean outputEnding;
  private boolean outputEnded;
  private boolean dropped;
  private @Nullable Throwable trouble;

  /**
   * Prepares a wire; {@link #attach} comes next.
   *
   * @param line the connection under the socket where the Vert.x shows it
   * @param force what ends the connection where it does not
   */
  VertxWire(Loop loop, NetSocket socket, @Nullable Line line, Runnable force) {
    this.loop = loop;
    this.socket = socket;
    this.line = line;
    this.force = force;
  }

  /** Names who is told of what was written. */
  void attach(ByteDoor told) {
    door = told;
  }

  /** From now on dropping it is a reset, unless the peer ended its direction before. */
  void opened() {
    open = true;
    Line there = line;
    if (there != null) {
      writer = new LineWriter(there, loop.memory(), this);
    }
  }

  /** From now on the line is read past the socket. */
  void direct() {
    direct = true;
  }

  /** A read begins, or its last byte is delivered: what is flushed between leaves then. */
  void reading(boolean on) {
    reading = on;
    if (!on && flushWanted) {
      send();
    }
  }

  /** Tells whether bytes that came may still wait behind a pause. */
  boolean paused() {
    return paused;
  }

  /** Tells whether this side ends the connection, or has ended it. */
  boolean ending() {
    return outputEnding || dropped;
  }

  /** The peer ended its direction. */
  void inputEnded() {
    inputEnded = true;
  }

  @Override
  public ByteBuffer room(int bytes) {
    if (dropped) {
      return ByteBuffer.allocate(bytes);
    }
    LineWriter past = writer;
    return past == null ? gathered().room(bytes) : past.room(bytes);
  }

  private SocketWriter gathered() {
    SocketWriter known = gathered;
    if (known == null) {
      known = new SocketWriter(loop, socket, this);
      gathered = known;
    }
    return known;
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
    if (paused != on) {
      return;
    }
    paused = !on;
    Line there = line;
    if (direct && there != null && !on) {
      there.config().setAutoRead(false);
    } else if (on) {
      // Not from within the link's own call: what waits in the socket comes at once.
      loop.execute(this::resume);
    } else {
      socket.pause();
    }
  }

  private void resume() {
    if (!paused) {
      Line there = line;
      if (direct && there != null) {
        there.config().setAutoRead(true);
      } else {
        socket.resume();
      }
      Runnable next = afterBytes;
      if (next != null) {
        afterBytes = null;
        loop.execute(next);
      }
    }
  }

  /** Has that run behind the bytes that wait in a paused socket. */
  void whenResumed(Runnable next) {
    afterBytes = next;
  }

  @Override
  public void shutdownOutput() {
    outputEnding = true;
    flush();
  }

  @Override
  public void drop() {
    if (dropped) {
      return;
    }
    release();
    Line there = line;
    if (there == null) {
      force.run();
      return;
    }
    boolean reset = open && !inputEnded;
    if (open && inputEnded && !outputEnded) {
      there.sayGoodBye();
    }
    there.drop(reset);
  }

  /** Closes a socket behind what was written. */
  static void close(NetSocket socket) {
    // With such a handler the first close would only be told to it.
    var unused = socket.shutdownHandler(null).close();
  }

  /** Gives back what it holds; nothing is written from now on. */
  void release() {
    dropped = true;
    LineWriter past = writer;
    if (past != null) {
      past.release();
    }
    SocketWriter held = gathered;
    if (held != null) {
      held.release();
    }
  }

  /** Writes a head of HTTP, which is not counted. */
  void head(Buffer bytes) {
    var unused = socket.write(bytes);
  }

  private void send() {
    flushWanted = false;
    if (dropped) {
      return;
    }
    LineWriter past = writer;
    SocketWriter held = gathered;
    if (past != null) {
      past.send();
    } else if (held != null) {
      held.send();
    }
    endOutput();
  }

  private void endOutput() {
    SocketWriter held = gathered;
    LineWriter past = writer;
    boolean filled = (held != null && held.filled()) || (past != null && past.filled());
    if (outputEnding && !outputEnded && !dropped && !filled && unwritten == 0) {
      outputEnded = true;
      Line there = line;
      if (there == null) {
        close(socket);
      } else {
        there.endOutput();
      }
    }
  }

  /** So much is on its way as is told of once. */
  void handed() {
    unwritten++;
  }

  /** The system took so many bytes. */
  void written(int bytes) {
    unwritten--;
    if (door != null) {
      door.written(bytes);
    }
    if (outputEnding) {
      // Not from within the write that reports it.
      loop.execute(this::endOutput);
    }
  }

  /**
   * A write failed. What the peer sent before it went away may still wait to be read, a Close with
   * its code above all, so the end of the reading side is awaited where there is one.
   */
  void lost(Throwable cause) {
    unwritten--;
    if (trouble != null || dropped) {
      return;
    }
    trouble = cause;
    boolean readingEnds =
        line != null
            && cause instanceof IOException
            && !(cause instanceof SSLException)
            && !(cause instanceof ClosedChannelException)
            && !paused
            && !inputEnded;
    if (!readingEnds && door != null) {
      door.failed(Trouble.end(cause), cause);
    }
  }

  /** Why a write failed, null when none did. */
  @Nullable Throwable trouble() {
    return trouble;
  }
}
