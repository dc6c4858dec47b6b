package dev.hawser.doctor.wire;

import dev.hawser.doctor.evidence.FrameNote;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes frames apart and stops at none: what is illegal is what a doctor wants to see.
 *
 * <p>Payloads of data frames are counted and forgotten, unless messages are to be kept; those of
 * control frames are kept. Source: RFC 6455 s.5.2.
 */
final class FrameScanner {
  private static final int KEPT = 125;

  /** What is kept of all messages together. */
  private static final int MOST = 256 * 1024;

  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
  private final TextScan text = new TextScan();
  private boolean open;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private @Nullable List<String> messages;
  private int room = MOST;
  private long owed = -1;
  private long length;

  /** A frame and, of a control frame, its payload unmasked. */
  record Scanned(FrameNote note, ByteBuffer payload) {}

  /** Takes bytes in and returns the frames that are whole now. */
  List<Scanned> take(ByteBuffer in, long atMillis) {
    List<Scanned> whole = new ArrayList<>();
    while (in.hasRemaining()) {
      if (owed < 0) {
        head.write(in.get());
        if (head.size() < needed()) {
          continue;
        }
        length = declared();
        owed = length;
        begin();
      } else {
        int count = (int) Math.min(owed, in.remaining());
        text.take(in.duplicate().limit(in.position() + count));
        for (int i = 0; i < count; i++) {
          byte next = in.get();
          if (payload.size() < KEPT) {
            payload.write(next);
          }
          keep(next);
        }
        owed -= count;
      }
      if (owed == 0) {
        whole.add(finish(atMillis));
      }
    }
    return whole;
  }

  /** Keeps the messages from now on, as far as there is room. */
  void keepMessages() {
    messages = new ArrayList<>();
  }

  /** Returns the messages kept, whole ones, as UTF-8; empty where none were to be kept. */
  List<String> messages() {
    return messages == null ? List.of() : List.copyOf(messages);
  }

  private void keep(byte next) {
    if (messages != null && room > 0 && (head.toByteArray()[0] & 0x0F) < FrameNote.CLOSE) {
      message.write(next);
      room--;
    }
  }

  private void begin() {
    int first = head.toByteArray()[0];
    int opcode = first & 0x0F;
    boolean masked = (head.toByteArray()[1] & 0x80) != 0;
    if (opcode == 1 || opcode == 2) {
      // Compressed text is no UTF-8 yet, and masked text is illegal anyway.
      text.begin(opcode == 1 && (first & 0x70) == 0 && !masked);
    }
    text.pause(opcode >= FrameNote.CLOSE);
  }

  /** Returns a frame of which only the head has come, null where that is fine so far. */
  @Nullable FrameNote stuck(long atMillis) {
    FrameNote note = owed < 0 ? null : note(atMillis, new byte[0]);
    return note != null && note.illegal() ? note : null;
  }

  /** Tells whether the stream stands inside a frame. */
  boolean midFrame() {
    return head.size() > 0;
  }

  private int needed() {
    if (head.size() < 2) {
      return 2;
    }
    int second = head.toByteArray()[1] & 0xFF;
    int lengthBytes = (second & 0x7F) == 126 ? 2 : (second & 0x7F) == 127 ? 8 : 0;
    return 2 + lengthBytes + ((second & 0x80) == 0 ? 0 : 4);
  }

  private long declared() {
    byte[] bytes = head.toByteArray();
    int short7 = bytes[1] & 0x7F;
    ByteBuffer rest = ByteBuffer.wrap(bytes, 2, bytes.length - 2);
    if (short7 == 126) {
      return rest.getShort() & 0xFFFF;
    }
    // A length with its top bit set is nonsense that will not come.
    return short7 == 127 ? rest.getLong() & Long.MAX_VALUE : short7;
  }

  private Scanned finish(long atMillis) {
    byte[] bytes = head.toByteArray();
    boolean masked = (bytes[1] & 0x80) != 0;
    byte[] kept = payload.toByteArray();
    for (int i = 0; masked && i < kept.length; i++) {
      kept[i] ^= bytes[bytes.length - 4 + i % 4];
    }
    FrameNote note = note(atMillis, kept);
    if (note.opcode() < FrameNote.CLOSE) {
      open = bytes[0] >= 0;
      if (messages != null && !open) {
        messages.add(message.toString(StandardCharsets.UTF_8));
        message.reset();
      }
    }
    head.reset();
    payload.reset();
    owed = -1;
    return new Scanned(
        note, ByteBuffer.wrap(note.opcode() >= FrameNote.CLOSE ? kept : new byte[0]));
  }

  private FrameNote note(long atMillis, byte[] kept) {
    byte[] bytes = head.toByteArray();
    boolean masked = (bytes[1] & 0x80) != 0;
    boolean fin = bytes[0] < 0;
    int opcode = bytes[0] & 0x0F;
    boolean close = opcode == FrameNote.CLOSE;
    int code = !close ? 0 : kept.length < 2 ? 1005 : ((kept[0] & 0xFF) << 8) | (kept[1] & 0xFF);
    String reason =
        close && kept.length > 2
            ? new String(kept, 2, kept.length - 2, StandardCharsets.UTF_8)
            : "";
    return new FrameNote(
        opcode, bytes[0] & 0x70, masked, length, code, reason, atMillis, defect(opcode, fin));
  }

  private String defect(int opcode, boolean fin) {
    if (opcode >= FrameNote.CLOSE) {
      return !fin ? FrameNote.FRAGMENTED_CONTROL : length > KEPT ? FrameNote.LONG_CONTROL : "";
    }
    if (open != (opcode == 0)) {
      return open ? FrameNote.STILL_OPEN : FrameNote.NOTHING_BEGUN;
    }
    return text.valid(fin && owed == 0) ? "" : FrameNote.NOT_UTF8;
  }
}
