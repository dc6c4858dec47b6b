package dev.hawser.transport.tyrus;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.Role;
import dev.hawser.transport.MessageDoor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Follows the peer's frames through the bytes, before Tyrus sees them.
 *
 * <p>Closes and Pings go to the link. Frames of data go to Tyrus unmasked and cut at the ends of
 * reads, each part as a fragment, so that it never gathers a large frame; what they say (opcode,
 * reserved bits, fragmentation, UTF-8) it judges itself. Wrong masking, illegal lengths and
 * messages over the limit are found here, since Tyrus does not look. Nothing passes behind a Close
 * or a broken rule.
 */
final class FrameTap {
  private static final int CONTINUATION = 0;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int CONTROL = 8;
  private static final int MOST_HEAD = 14;
  private static final int MOST_PART = 0xFFFF;

  private final MessageDoor door;
  private final boolean masked;
  private final int maxMessage;
  private final Consumer<ByteBuffer> runtime;
  private final ByteBuffer head = ByteBuffer.allocate(MOST_HEAD);
  private final ByteBuffer control = ByteBuffer.allocate(125);
  private final byte[] key = new byte[4];
  private ByteBuffer out = ByteBuffer.allocate(0);
  private boolean inside;
  private boolean begun;
  private boolean done;
  private boolean open;
  private boolean amid;
  private long left;
  private int keyAt;
  private long message;

  /**
   * Taps what comes to that role.
   *
   * @param runtime takes whole frames; the buffer is used again after the call
   */
  FrameTap(MessageDoor door, Role role, int maxMessage, Consumer<ByteBuffer> runtime) {
    this.door = door;
    this.masked = role == Role.SERVER; // RFC 6455 s.5.1
    this.maxMessage = maxMessage;
    this.runtime = runtime;
  }

  /** Nothing passes any more. */
  void stop() {
    done = true;
  }

  /** Takes all the bytes. */
  void take(ByteBuffer bytes) {
    int most = bytes.remaining() + 2 * MOST_HEAD;
    if (out.capacity() < most) {
      out = ByteBuffer.allocate(most);
    }
    while (!done && (bytes.hasRemaining() || (inside && left == 0))) {
      if (!inside) {
        if (!gathered(bytes)) {
          break;
        }
        begin();
      } else if (opcode() >= CONTROL) {
        control(bytes);
      } else {
        data(bytes);
      }
    }
    pass();
    boolean cut = inside || head.position() > 0 || open;
    if (cut != amid && !done) {
      amid = cut;
      door.amid(cut);
    }
  }

  private void pass() {
    if (out.flip().hasRemaining()) {
      runtime.accept(out);
    }
    out.clear();
  }

  private int opcode() {
    return head.get(0) & 0x0F;
  }

  private boolean fin() {
    return head.get(0) < 0;
  }

  /** Tells whether the head is whole, taking what it lacks. */
  private boolean gathered(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      head.put(bytes.get());
      if (head.position() > 1 && head.position() == headSize()) {
        return true;
      }
    }
    return false;
  }

  private int lengthSize() {
    int length = head.get(1) & 0x7F;
    return length == 127 ? 8 : length == 126 ? 2 : 0;
  }

  private int headSize() {
    return 2 + lengthSize() + (head.get(1) < 0 ? 4 : 0);
  }

  private void begin() {
    inside = true;
    begun = false;
    keyAt = 0;
    left =
        switch (lengthSize()) {
          case 0 -> head.get(1) & 0x7F;
          case 2 -> head.getShort(2) & 0xFFFF;
          default -> head.getLong(2);
        };
    boolean keyed = head.get(1) < 0;
    if (keyed) {
      head.get(headSize() - 4, key);
    }
    if (keyed != masked) { // RFC 6455 s.5.1
      broken(masked ? "a frame of the client is not masked" : "a frame of the server is masked");
    } else if (left < leastOf(lengthSize())) { // RFC 6455 s.5.2
      broken("length of a frame with its top bit set, or not in its shortest form");
    } else if (opcode() >= CONTROL) {
      if (left > 125 || !fin() || (head.get(0) & 0x70) != 0) { // RFC 6455 s.5.2, s.5.5
        broken("control frame with a reserved bit, in fragments or over 125 bytes");
      }
    } else if (opcode() <= BINARY) {
      message = opcode() == CONTINUATION ? message + left : left;
      if (message > maxMessage || message < 0) {
        pass();
        done = true;
        door.violated(Fault.MESSAGE_TOO_BIG, "message is larger than " + maxMessage + " bytes");
      }
    }
  }

  private static int leastOf(int lengthSize) {
    return lengthSize == 8 ? 0x10000 : lengthSize == 2 ? 126 : 0;
  }

  /** Passes on as much of a frame of data as there is. */
  private void data(ByteBuffer bytes) {
    int size = (int) Math.min(Math.min(left, bytes.remaining()), MOST_PART);
    left -= size;
    boolean last = left == 0;
    int first = begun ? CONTINUATION : head.get(0) & 0x7F;
    if (out.remaining() < size + 4) {
      pass();
    }
    out.put((byte) (last && fin() ? first | 0x80 : first));
    if (size < 126) {
      out.put((byte) size);
    } else {
      out.put((byte) 126).putShort((short) size);
    }
    copy(bytes, size, out);
    begun = true;
    if (last) {
      open = !fin();
      end();
    }
  }

  private void copy(ByteBuffer from, int size, ByteBuffer to) {
    if (!masked) {
      to.put(from.slice(from.position(), size));
      from.position(from.position() + size);
      return;
    }
    for (int i = 0; i < size; i++) {
      to.put((byte) (from.get() ^ key[keyAt++ & 3]));
    }
  }

  private void end() {
    inside = false;
    head.clear();
  }

  private void control(ByteBuffer bytes) {
    int size = (int) Math.min(left, bytes.remaining());
    copy(bytes, size, control);
    left -= size;
    if (left > 0) {
      return;
    }
    control.flip();
    switch (opcode()) {
      case PING -> {
        pass();
        door.ping(control);
      }
      case CLOSE -> {
        pass();
        done = true;
        close(control);
      }
      default -> {
        if (out.remaining() < control.remaining() + 2) {
          pass();
        }
        out.put(head.get(0)).put((byte) control.remaining()).put(control);
      }
    }
    control.clear();
    end();
  }

  private void close(ByteBuffer payload) {
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
      } catch (CharacterCodingException notUtf8) {
        door.violated(Fault.INVALID_PAYLOAD, "reason of the Close frame is not UTF-8");
      } catch (IllegalArgumentException illegal) {
        broken("Close frame with the code " + code.value() + " and a reason");
      }
    }
  }

  private void broken(String text) {
    pass();
    done = true;
    door.violated(Fault.PROTOCOL_VIOLATION, text);
  }
}
