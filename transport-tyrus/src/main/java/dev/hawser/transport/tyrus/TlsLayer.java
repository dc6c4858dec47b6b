package dev.hawser.transport.tyrus;

import dev.hawser.close.TransportEnd;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS on a {@link Line}: turns records into bytes and bytes into records.
 *
 * <p>Of the line's loop but for the engine's long tasks, such as checking a certificate, which run
 * on an executor while the line reads nothing.
 */
final class TlsLayer {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final Executor blocking;
  private ByteBuffer records;
  private ByteBuffer plain;
  private @Nullable Line line;
  private boolean busy;
  private boolean established;
  private boolean ended;
  private boolean failed;

  TlsLayer(SSLEngine engine, Executor blocking) {
    this.engine = engine;
    this.blocking = blocking;
    this.records = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
  }

  SSLEngine engine() {
    return engine;
  }

  /** Tells whether the handshake is done. */
  boolean established() {
    return established;
  }

  /** Tells whether a task runs, and nothing is to be read meanwhile. */
  boolean busy() {
    return busy;
  }

  private Line line() {
    Line there = line;
    if (there == null) {
      throw new IllegalStateException("TLS has not begun");
    }
    return there;
  }

  /** Begins the handshake. */
  void begin(Line over) {
    line = over;
    try {
      engine.beginHandshake();
    } catch (SSLException failure) {
      fail(failure);
      return;
    }
    proceed();
  }

  /** Records of the peer, consumed whole. */
  void received(ByteBuffer bytes) {
    if (records.remaining() < bytes.remaining()) {
      ByteBuffer larger = ByteBuffer.allocate(records.position() + bytes.remaining());
      records = larger.put(records.flip());
    }
    records.put(bytes);
    proceed();
  }

  /** Goes as far as there is something to do. */
  private void proceed() {
    try {
      boolean more = true;
      while (more && !busy && !failed && !line().dropped()) {
        more =
            switch (engine.getHandshakeStatus()) {
              case NEED_TASK -> runTasks();
              case NEED_WRAP -> wrapHandshake();
              default -> unwrap();
            };
      }
    } catch (SSLException failure) {
      fail(failure);
    }
    line().pump();
  }

  private boolean runTasks() {
    Runnable task = engine.getDelegatedTask();
    if (task == null) {
      return true;
    }
    busy = true;
    Loop loop = line().loop();
    try {
      blocking.execute(
          () -> {
            for (Runnable next = task; next != null; next = engine.getDelegatedTask()) {
              next.run();
            }
            loop.execute(this::resume);
          });
    } catch (RejectedExecutionException none) {
      fail(new SSLException("no thread was free for the TLS handshake", none));
    }
    return false;
  }

  private void resume() {
    busy = false;
    if (!line().dropped()) {
      proceed();
      line().tlsBusy();
    }
  }

  private boolean wrapHandshake() throws SSLException {
    SSLEngineResult result = wrapOnce(NOTHING, 0);
    finished(result);
    return result.getStatus() == SSLEngineResult.Status.OK;
  }

  private boolean unwrap() throws SSLException {
    records.flip();
    SSLEngineResult result;
    try {
      result = engine.unwrap(records, plain);
    } finally {
      records.compact();
    }
    if (plain.position() > 0) {
      line().user().bytes(plain.flip());
      plain.clear();
    }
    finished(result);
    switch (result.getStatus()) {
      case BUFFER_OVERFLOW -> {
        plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        return true;
      }
      case BUFFER_UNDERFLOW -> {
        return false;
      }
      case CLOSED -> {
        end();
        return false;
      }
      default -> {
        boolean moved = result.bytesConsumed() > 0 || result.bytesProduced() > 0;
        return moved || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
      }
    }
  }

  private void end() {
    if (!ended) {
      ended = true;
      line().inputEnd(established ? TransportEnd.TLS_CLOSE_NOTIFY : TransportEnd.FIN);
    }
  }

  private void finished(SSLEngineResult result) {
    if (!established && result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
      established = true;
      line().user().secured();
    }
  }

  /** Turns bytes into records in the line's queue. */
  void wrap(ByteBuffer bytes, boolean counts) throws SSLException {
    while (bytes.hasRemaining()) {
      int before = bytes.remaining();
      SSLEngineResult result = wrapOnce(bytes, counts ? 1 : 0);
      if (result.getStatus() != SSLEngineResult.Status.OK || bytes.remaining() == before) {
        throw new SSLException("TLS takes no more bytes: " + result);
      }
    }
  }

  private SSLEngineResult wrapOnce(ByteBuffer bytes, int counts) throws SSLException {
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    SSLEngineResult result = engine.wrap(bytes, record);
    if (record.flip().hasRemaining()) {
      line().raw(record, counts * result.bytesConsumed());
    }
    return result;
  }

  /** Says good-bye: close_notify goes into the line's queue. */
  void closeOutbound() {
    try {
      engine.closeOutbound();
      boolean more = true;
      while (more && !engine.isOutboundDone()) {
        more = wrapOnce(NOTHING, 0).bytesProduced() > 0;
      }
    } catch (SSLException nothingToSay) {
      // It was broken before; TCP ends all the same.
    }
  }

  /** What the engine found wrong is told to the peer, by an alert, and to the user. */
  private void fail(SSLException failure) {
    if (failed) {
      return;
    }
    failed = true;
    try {
      boolean more = true;
      while (more && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        more = wrapOnce(NOTHING, 0).bytesProduced() > 0;
      }
    } catch (SSLException noAlert) {
      failure.addSuppressed(noAlert);
    }
    line().pump();
    line().fail(failure);
  }
}
