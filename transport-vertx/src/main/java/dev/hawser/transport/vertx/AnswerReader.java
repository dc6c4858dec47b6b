package dev.hawser.transport.vertx;

import dev.hawser.close.Unreachability;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.HttpAnswerReader;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes the answer to an upgrade request out of a socket's bytes. */
final class AnswerReader {
  private final ByteDoor door;
  private final VertxWire wire;
  private final HttpAnswerReader reader;
  private Buffer behind = Buffer.buffer();
  private boolean done;

  /** Reports to that door; a longer header section is a bad answer. */
  AnswerReader(ByteDoor door, VertxWire wire, int maxHeader) {
    this.door = door;
    this.wire = wire;
    this.reader = new HttpAnswerReader(maxHeader);
  }

  /** Takes the next bytes; returns whether what follows is no HTTP any more. */
  boolean read(Buffer bytes) {
    if (done) {
      return false;
    }
    ByteBuffer view = ByteBuffer.wrap(bytes.getBytes());
    try {
      HttpAnswer whole = reader.take(view);
      boolean open = whole != null && whole.status() == 101;
      if (open) {
        behind = bytes.slice(view.position(), bytes.length());
        wire.opened();
      }
      answer(whole);
      return open;
    } catch (HttpAnswerReader.Bad bad) {
      done = true;
      door.unreachable(Unreachability.BAD_ANSWER, String.valueOf(bad.getMessage()), null);
      return false;
    }
  }

  /** The bytes that came behind a 101. */
  Buffer behind() {
    return behind;
  }

  /** The stream ended: a body that is cut short is still an answer, a head is not. */
  void cut() {
    if (!done && reader.amidHead()) {
      door.answerCut();
    }
    answer(reader.cut());
  }

  private void answer(@Nullable HttpAnswer whole) {
    if (!done && whole != null) {
      done = true;
      door.response(whole);
    }
  }
}
