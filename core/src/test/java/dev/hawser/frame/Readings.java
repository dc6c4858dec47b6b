package dev.hawser.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Runs a reader over bytes in given pieces and writes down what it said. */
final class Readings {
  /** In what kind of buffer the bytes come. */
  enum Memory {
    HEAP {
      @Override
      ByteBuffer hold(byte[] bytes, int from, int to) {
        // A slice with foreign bytes all around it.
        byte[] wide = new byte[to - from + 20];
        java.util.Arrays.fill(wide, (byte) 0xEE);
        System.arraycopy(bytes, from, wide, 9, to - from);
        return ByteBuffer.wrap(wide, 5, to - from + 8).slice().position(4).limit(4 + to - from);
      }
    },
    READ_ONLY {
      @Override
      ByteBuffer hold(byte[] bytes, int from, int to) {
        return ByteBuffer.wrap(bytes, from, to - from).asReadOnlyBuffer();
      }
    },
    DIRECT {
      @Override
      ByteBuffer hold(byte[] bytes, int from, int to) {
        ByteBuffer direct = ByteBuffer.allocateDirect(to - from + 3).position(3);
        direct.put(bytes, from, to - from).flip().position(3);
        return direct.order(ByteOrder.LITTLE_ENDIAN);
      }
    };

    abstract ByteBuffer hold(byte[] bytes, int from, int to);
  }

  private Readings() {}

  /** Reads messages from one buffer. */
  static List<String> messages(FrameRules rules, byte[] bytes) {
    return messages(rules, bytes, Memory.HEAP);
  }

  /** Reads messages from bytes cut at those places. */
  static List<String> messages(FrameRules rules, byte[] bytes, Memory memory, int... cuts) {
    MessageReader reader = new MessageReader(rules);
    Scratch scratch = new Scratch();
    List<String> seen = new ArrayList<>();
    for (int i = 0; i <= cuts.length; i++) {
      ByteBuffer in = piece(bytes, memory, cuts, i);
      Inbound found = reader.next(in, scratch);
      while (found != Inbound.MORE) {
        seen.add(describe(reader, found));
        if (found == Inbound.VIOLATION) {
          return seen;
        }
        found = reader.next(in, scratch);
      }
      if (in.hasRemaining()) {
        throw new AssertionError("MORE with " + in.remaining() + " bytes left");
      }
    }
    return seen;
  }

  static ByteBuffer piece(byte[] bytes, Memory memory, int[] cuts, int i) {
    int from = i == 0 ? 0 : cuts[i - 1];
    return memory.hold(bytes, from, i == cuts.length ? bytes.length : cuts[i]);
  }

  private static String describe(MessageReader reader, Inbound found) {
    return switch (found) {
      case TEXT -> "TEXT " + reader.takeText();
      case BINARY -> "BINARY " + hex(reader.takeBinary());
      case PING, PONG -> found + " " + hex(reader.takeControl());
      case CLOSE ->
          "CLOSE " + reader.closeReason().code().value() + " " + reader.closeReason().text();
      case VIOLATION -> "VIOLATION " + reader.violation().code().value();
      default -> throw new AssertionError("unexpected " + found);
    };
  }

  /** Reads frames from bytes cut at those places. */
  static List<String> frames(FrameRules rules, byte[] bytes, Memory memory, int... cuts) {
    FrameReader reader = new FrameReader(rules);
    List<String> seen = new ArrayList<>();
    for (int i = 0; i <= cuts.length; i++) {
      ByteBuffer in = piece(bytes, memory, cuts, i);
      Inbound found = reader.next(in);
      while (found != Inbound.MORE) {
        seen.add(describe(reader, found));
        if (found == Inbound.VIOLATION) {
          return seen;
        }
        found = reader.next(in);
      }
      if (in.hasRemaining()) {
        throw new AssertionError("MORE with " + in.remaining() + " bytes left");
      }
    }
    return seen;
  }

  private static String describe(FrameReader reader, Inbound found) {
    return switch (found) {
      case DATA -> reader.opcode() + (reader.fin() ? "! " : " ") + hex(reader.takeData());
      case PING, PONG -> found + " " + hex(reader.takeControl());
      case CLOSE ->
          "CLOSE " + reader.closeReason().code().value() + " " + reader.closeReason().text();
      case VIOLATION -> "VIOLATION " + reader.violation().code().value();
      default -> throw new AssertionError("unexpected " + found);
    };
  }

  static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
