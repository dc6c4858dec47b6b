package dev.hawser.examples.trials;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.transport.MessageDoor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Follows a server's frames through the bytes: the runtime gets them as they are but for the Close
 * and the Pings, which go to the link. Nothing passes behind a Close.
 */
final class CloseTap {
  private static final int CLOSE = 8;
  private static final int PING = 9;

  private final MessageDoor door;
  private final ByteBuffer head = ByteBuffer.allocate(10);
  private final ByteBuffer kept = ByteBuffer.allocate(125);
  private boolean inside;
  private boolean done;
  private long left;

  CloseTap(MessageDoor door) {
    this.door = door;
  }

  /** Takes all the bytes; what the runtime may see goes to it, in order with what is reported. */
  void take(ByteBuffer bytes, Consumer<ByteBuffer> runtime) {
    ByteBuffer out = ByteBuffer.allocate(head.position() + bytes.remaining());
    while (bytes.hasRemaining() && !done) {
      if (!inside) {
        if (!gathered(bytes)) {
          break;
        }
        begin(out);
      }
      boolean ours = ours();
      ByteBuffer part = part(bytes);
      (ours ? kept : out).put(part);
      if (left == 0 && !done) {
        inside = false;
        if (ours) {
          pass(out, runtime);
          report(kept.flip());
        }
        head.clear();
        kept.clear();
      }
    }
    pass(out, runtime);
  }

  private static void pass(ByteBuffer out, Consumer<ByteBuffer> runtime) {
    if (out.flip().hasRemaining()) {
      runtime.accept(out);
    }
    out.clear();
  }

  private int opcode() {
    return head.get(0) & 0x0F;
  }

  private boolean ours() {
    return opcode() == CLOSE || opcode() == PING;
  }

  /** Tells whether the head is whole, taking what it lacks. */
  private boolean gathered(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      head.put(bytes.get());
      if (head.position() > 1 && head.position() == size()) {
        return true;
      }
    }
    return false;
  }

  private int size() {
    int length = head.get(1) & 0x7F;
    return length == 127 ? 10 : length == 126 ? 4 : 2;
  }

  private void begin(ByteBuffer out) {
    int size = head.position();
    inside = true;
    left =
        switch (size) {
          case 2 -> head.get(1) & 0x7F;
          case 4 -> head.getShort(2) & 0xFFFF;
          default -> head.getLong(2);
        };
    if (head.get(1) < 0) {
      broken("a frame of the server is masked"); // RFC 6455 s.5.1
    } else if (left < 0) {
      broken("length of a frame with its top bit set"); // RFC 6455 s.5.2
    } else if (!ours()) {
      out.put(head.flip());
    } else if ((head.get(0) & 0xF0) != 0x80 || left > 125) {
      broken("control frame with a reserved bit, in fragments or over 125 bytes"); // s.5.2, s.5.5
    }
  }

  private ByteBuffer part(ByteBuffer bytes) {
    int size = done ? 0 : (int) Math.min(left, bytes.remaining());
    ByteBuffer part = bytes.slice(bytes.position(), size);
    bytes.position(bytes.position() + size);
    left -= size;
    return part;
  }

  private void report(ByteBuffer payload) {
    if (opcode() == PING) {
      door.ping(payload);
      return;
    }
    done = true;
    if (!payload.hasRemaining()) {
      door.closed(CloseReason.NONE);
    } else if (payload.remaining() == 1) {
      broken("Close frame with a payload of one byte"); // RFC 6455 s.5.5.1
    } else {
      CloseCode code = CloseCode.of(payload.getShort() & 0xFFFF);
      try {
        String text = StandardCharsets.UTF_8.newDecoder().decode(payload).toString();
        if (code.equals(CloseCode.NO_STATUS_RCVD)) {
          broken("Close frame with the illegal code 1005"); // not to be taken for an empty one
        } else {
          door.closed(new CloseReason(code, text));
        }
      } catch (CharacterCodingException e) {
        door.violated(Fault.INVALID_PAYLOAD, "reason of the Close frame is not UTF-8");
      } catch (IllegalArgumentException e) {
        broken("Close frame with the code " + code.value() + " and a reason");
      }
    }
  }

  private void broken(String text) {
    done = true;
    door.violated(Fault.PROTOCOL_VIOLATION, text);
  }
}
