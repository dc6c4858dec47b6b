package dev.hawser.transport.tyrus;

import dev.hawser.transport.Completion;
import dev.hawser.transport.WriteResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A line's output: what waits for the system to take it, in order, be it bytes, somebody who wants
 * to know when they are written, or the end of our direction. Of the line's loop.
 */
final class LineOutput {
  /** What stands in the queue where our direction is to end. */
  private static final Object END = new Object();

  private final Line line;
  private final ArrayDeque<Object> waiting = new ArrayDeque<>(2);
  private boolean ending;
  private @Nullable IOException trouble;

  /** Bytes that wait to be written, and how many of the user's they are. */
  private record Piece(ByteBuffer bytes, int counted) {}

  LineOutput(Line line) {
    this.line = line;
  }

  /** Tells whether the system is waited for. */
  boolean waits() {
    return !waiting.isEmpty() && trouble == null;
  }

  /** Tells whether our direction has ended, or will. */
  boolean ending() {
    return ending;
  }

  /** Returns why nothing more can be written, null while it can. */
  @Nullable IOException trouble() {
    return trouble;
  }

  /** Writes, through TLS if there is any. */
  void write(ByteBuffer bytes, boolean counts) {
    if (line.dropped() || ending || trouble != null) {
      return;
    }
    TlsLayer tls = line.tls();
    if (tls == null) {
      add(bytes, counts ? bytes.remaining() : 0);
    } else {
      try {
        tls.wrap(bytes, counts);
      } catch (SSLException failure) {
        lost(failure);
        return;
      }
    }
    line.pump();
  }

  /** Ends our direction behind what was written. */
  void end() {
    if (!ending && !line.dropped()) {
      ending = true;
      TlsLayer tls = line.tls();
      if (tls != null) {
        tls.closeOutbound();
      }
      waiting.add(END);
      line.pump();
    }
  }

  void add(ByteBuffer bytes, int counted) {
    waiting.add(new Piece(bytes, counted));
  }

  void add(Completion completion) {
    waiting.add(completion);
  }

  /** Writes what the system takes. */
  void pump() {
    try {
      while (!waiting.isEmpty() && trouble == null && !line.dropped() && writeNext()) {}
    } catch (IOException failure) {
      lost(failure);
    }
    if (line.dropped()) {
      giveBack();
    }
  }

  /** Writes what stands first; false where the system takes no more. */
  private boolean writeNext() throws IOException {
    Object next = waiting.element();
    if (next instanceof Piece piece) {
      line.channel().write(piece.bytes());
      if (piece.bytes().hasRemaining()) {
        return false;
      }
      waiting.remove();
      if (piece.counted() > 0) {
        line.user().written(piece.counted());
      }
      return true;
    }
    waiting.remove();
    if (next instanceof Completion completion) {
      completion.done(WriteResult.WRITTEN);
    } else {
      line.channel().shutdownOutput();
    }
    return true;
  }

  private void lost(IOException failure) {
    trouble = failure;
    giveBack();
    line.lostOutput(failure);
  }

  /** Nothing more is written, for that reason unless there was one before. */
  void fail(IOException failure) {
    trouble = trouble == null ? failure : trouble;
    giveBack();
  }

  /** The peer said good-bye: TLS answers it with what goes out at once, where nothing waits. */
  void answerGoodBye(TlsLayer tls) throws IOException {
    if (waiting.isEmpty()) {
      tls.closeOutbound();
      writeAtOnce();
    }
  }

  private void writeAtOnce() throws IOException {
    for (Object next = waiting.poll(); next instanceof Piece piece; next = waiting.poll()) {
      line.channel().write(piece.bytes());
    }
  }

  /** What waits is lost; what is handed over meanwhile waits for the line's end. */
  void giveBack() {
    List<Object> left = List.copyOf(waiting);
    waiting.clear();
    for (Object one : left) {
      if (one instanceof Completion completion) {
        completion.done(WriteResult.LOST);
      }
    }
  }
}
