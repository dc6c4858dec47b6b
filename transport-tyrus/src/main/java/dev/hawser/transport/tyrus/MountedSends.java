package dev.hawser.transport.tyrus;

import dev.hawser.transport.Completion;
import dev.hawser.transport.WriteResult;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * What goes out on a session of a foreign container: one at a time, whole, since a container may
 * refuse two at once and has no asynchronous call for parts. Of the link's thread.
 */
final class MountedSends {
  private final Session session;
  private final Executor thread;
  private final ArrayDeque<Runnable> sends = new ArrayDeque<>(1);
  private final StringBuilder text = new StringBuilder(0);
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream(0);
  private boolean sending;

  MountedSends(Session session, Executor thread) {
    this.session = session;
    this.thread = thread;
  }

  void text(CharSequence part, boolean last, Completion completion) {
    text.append(part);
    if (!last) {
      completion.done(WriteResult.WRITTEN);
      return;
    }
    String whole = text.toString();
    text.setLength(0);
    send(
        () -> session.getAsyncRemote().sendText(whole, result -> sent(result, completion)),
        completion);
  }

  void binary(ByteBuffer part, boolean last, Completion completion) {
    byte[] copy = new byte[part.remaining()];
    part.get(copy);
    binary.writeBytes(copy);
    if (!last) {
      completion.done(WriteResult.WRITTEN);
      return;
    }
    ByteBuffer whole = ByteBuffer.wrap(binary.toByteArray());
    binary.reset();
    send(
        () -> session.getAsyncRemote().sendBinary(whole, result -> sent(result, completion)),
        completion);
  }

  void ping(ByteBuffer payload, Completion completion) {
    send(
        () -> {
          session.getAsyncRemote().sendPing(payload);
          done(WriteResult.WRITTEN, completion);
        },
        completion);
  }

  private interface Sending {
    void begin() throws IOException;
  }

  private void send(Sending sending, Completion completion) {
    sends.add(
        () -> {
          try {
            sending.begin();
          } catch (IOException | RuntimeException refused) {
            done(WriteResult.NOT_WRITTEN, completion);
          }
        });
    next();
  }

  private void next() {
    Runnable first = sending ? null : sends.poll();
    if (first != null) {
      sending = true;
      first.run();
    }
  }

  private void sent(SendResult result, Completion completion) {
    thread.execute(() -> done(result.isOK() ? WriteResult.WRITTEN : WriteResult.LOST, completion));
  }

  private void done(WriteResult result, Completion completion) {
    sending = false;
    completion.done(result);
    next();
  }
}
