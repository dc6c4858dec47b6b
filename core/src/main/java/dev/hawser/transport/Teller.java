package dev.hawser.transport;

import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The only one who calls a link's listener, one call at a time: on the link's thread, or in order
 * on the application's executor. What the listener throws ends the link. Of the link's thread.
 */
final class Teller {
  private final LinkCore core;
  private final LinkListener listener;
  private final @Nullable Executor elsewhere;
  private boolean calling;

  /** Calls that listener, on that executor where there is one. */
  Teller(LinkCore core, LinkListener listener, @Nullable Executor callbacks) {
    this.core = core;
    this.listener = listener;
    this.elsewhere = callbacks == null ? null : new SerialThread(callbacks);
  }

  /** Tells whether the listener is being called on the link's thread: nothing else may be told. */
  boolean busy() {
    return calling;
  }

  /** Tells whether the listener can be called on the spot. */
  boolean free() {
    return elsewhere == null && !calling;
  }

  /** Hands a text message over on the spot. */
  void text(String message) {
    calling = true;
    try {
      listener.onText(message);
    } catch (Throwable thrown) {
      failed(thrown);
    } finally {
      calling = false;
    }
  }

  /** Hands a binary message over on the spot. */
  void binary(ByteBuffer message) {
    calling = true;
    try {
      listener.onBinary(message);
    } catch (Throwable thrown) {
      failed(thrown);
    } finally {
      calling = false;
    }
  }

  /** Hands a frame over on the spot. */
  void frame(Opcode opcode, boolean fin, ByteBuffer payload) {
    calling = true;
    try {
      listener.onFrame(opcode, fin, payload);
    } catch (Throwable thrown) {
      failed(thrown);
    } finally {
      calling = false;
    }
  }

  /** Makes a call, on the spot or behind those made before. */
  void tell(Arrival.Call call) {
    if (elsewhere != null) {
      elsewhere.execute(() -> callElsewhere(call));
      return;
    }
    calling = true;
    try {
      call.on(listener);
    } catch (Throwable thrown) {
      failed(thrown);
    } finally {
      calling = false;
    }
  }

  private void callElsewhere(Arrival.Call call) {
    try {
      call.on(listener);
    } catch (Throwable thrown) {
      core.later(() -> failed(thrown));
    }
  }

  private void failed(Throwable thrown) {
    core.arrivals.discard();
    core.life.callbackFailed(thrown);
  }
}
