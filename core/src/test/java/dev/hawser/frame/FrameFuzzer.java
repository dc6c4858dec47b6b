package dev.hawser.frame;

import com.sun.management.ThreadMXBean;
import dev.hawser.close.Role;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes streams of random frames, breaks some of them, and compares what the readers make of them,
 * whole and in random pieces, with what {@link PlainFrames#judge} says.
 *
 * <p>The same seed makes the same streams. Each stream is read by a {@link MessageReader} whole, by
 * another in pieces from another kind of memory, and by a {@link FrameReader} whole and in pieces.
 */
final class FrameFuzzer {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Readings.Memory[] MEMORY = Readings.Memory.values();

  private final SplittableRandom random;
  private final Scratch scratch = new Scratch();
  private long frames;
  private long streams;
  private long violations;
  private long worstAllocation;

  FrameFuzzer(long seed) {
    this.random = new SplittableRandom(seed);
  }

  long frames() {
    return frames;
  }

  long streams() {
    return streams;
  }

  long violations() {
    return violations;
  }

  /** The most bytes allocated to read one stream, over eight times its length. */
  long worstAllocation() {
    return worstAllocation;
  }

  /** Runs until that many frames were made. */
  void run(long wanted) {
    while (frames < wanted) {
      streams++;
      stream();
    }
  }

  private void stream() {
    boolean server = random.nextBoolean();
    long limit = random.nextInt(8) == 0 ? 1 + random.nextInt(300) : 1L << (10 + random.nextInt(21));
    byte[] wire = mutate(make(server));
    FrameRules rules = FrameRules.of(server ? Role.SERVER : Role.CLIENT).maxMessage(limit);

    List<String> expected = PlainFrames.judge(wire, server, limit);
    if (!expected.isEmpty() && expected.get(expected.size() - 1).startsWith("VIOLATION")) {
      violations++;
    }
    same(expected, Readings.messages(rules, wire), wire, "whole");
    int[] cuts = cuts(wire.length);
    Readings.Memory memory = MEMORY[random.nextInt(MEMORY.length)];
    same(expected, Readings.messages(rules, wire, memory, cuts), wire, Arrays.toString(cuts));
    List<String> frames = joined(Readings.frames(rules, wire, Readings.Memory.HEAP));
    same(frames, joined(Readings.frames(rules, wire, memory, cuts)), wire, Arrays.toString(cuts));
    allocate(rules, wire);
  }

  /** What a stream makes a reader allocate follows its length, whatever its headers declare. */
  private void allocate(FrameRules rules, byte[] wire) {
    MessageReader reader = new MessageReader(rules);
    ByteBuffer in = ByteBuffer.wrap(wire);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Inbound found = reader.next(in, scratch);
    while (found != Inbound.MORE && found != Inbound.VIOLATION) {
      found = reader.next(in, scratch);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    worstAllocation = Math.max(worstAllocation, allocated - 8L * wire.length);
  }

  private static void same(List<String> expected, List<String> seen, byte[] wire, String how) {
    if (!expected.equals(seen)) {
      throw new AssertionError(
          "read "
              + how
              + ":\n"
              + seen
              + "\nexpected\n"
              + expected
              + "\nof "
              + Readings.hex(ByteBuffer.wrap(wire)));
    }
  }

  /** Joins the pieces of each message, so that streams cut differently compare equal. */
  private static List<String> joined(List<String> frames) {
    StringBuilder message = new StringBuilder();
    List<String> joined = new java.util.ArrayList<>();
    for (String frame : frames) {
      int space = frame.indexOf(' ');
      String head = frame.substring(0, space);
      if (head.startsWith("PING") || head.startsWith("PONG") || head.startsWith("CLOSE")) {
        joined.add(frame);
      } else if (head.equals("VIOLATION")) {
        // How much of a bad message comes before the violation depends on the cuts.
        joined.add(frame);
        return joined;
      } else {
        message.append(head.startsWith("CONTINUATION") ? "" : head.substring(0, 4));
        message.append(frame.substring(space + 1));
        if (head.endsWith("!")) {
          joined.add(message.toString());
          message.setLength(0);
        }
      }
    }
    return joined;
  }

  private byte[] make(boolean server) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean inside = false;
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      frames++;
      int kind = random.nextInt(20);
      if (kind < 4) {
        out.writeBytes(frame(server, kind < 2 ? 0x89 : 0x8A, bytes(random.nextInt(126))));
      } else if (kind == 4 && i == count - 1) {
        out.writeBytes(frame(server, 0x88, close()));
      } else if (kind == 5) {
        out.writeBytes(frame(server, random.nextInt(256), bytes(random.nextInt(30))));
      } else {
        boolean fin = random.nextInt(3) > 0;
        boolean text = random.nextBoolean();
        int opcode = inside ? 0 : text ? 1 : 2;
        byte[] payload = text ? text() : bytes(length());
        out.writeBytes(frame(server, (fin ? 0x80 : 0) | opcode, payload));
        inside = !fin;
      }
    }
    return out.toByteArray();
  }

  private byte[] frame(boolean server, int first, byte[] payload) {
    boolean masked = random.nextInt(200) == 0 ? !server : server;
    return PlainFrames.write(new PlainFrames.Raw(first, masked, random.nextInt(), payload));
  }

  private int length() {
    return switch (random.nextInt(40)) {
      case 0 -> 124 + random.nextInt(5);
      case 1 -> random.nextInt(2000);
      default -> random.nextInt(40);
    };
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] text() {
    int[] points = new int[random.nextInt(24)];
    for (int i = 0; i < points.length; i++) {
      int most = random.nextInt(4) > 0 ? 0x80 : random.nextBoolean() ? 0x3000 : 0x110000;
      points[i] = random.nextInt(most);
      points[i] = points[i] >= 0xD800 && points[i] < 0xE000 ? 0xFFFD : points[i];
    }
    byte[] text = new String(points, 0, points.length).getBytes(StandardCharsets.UTF_8);
    return random.nextInt(10) > 0 ? text : Arrays.copyOf(text, random.nextInt(text.length + 1));
  }

  private byte[] close() {
    byte[] body = Arrays.copyOf(bytes(2), 2 + random.nextInt(20));
    int code = 990 + random.nextInt(40);
    if (random.nextBoolean()) {
      body[0] = (byte) (code >> 8);
      body[1] = (byte) code;
    }
    return random.nextInt(5) > 0 ? body : Arrays.copyOf(body, random.nextInt(3));
  }

  private byte[] mutate(byte[] wire) {
    byte[] mutated = wire;
    switch (random.nextInt(6)) {
      case 0 -> mutated[random.nextInt(wire.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> mutated[random.nextInt(wire.length)] = (byte) random.nextInt();
      case 2 -> mutated = Arrays.copyOf(wire, random.nextInt(wire.length + 1));
      case 3 -> {
        int at = random.nextInt(wire.length);
        mutated =
            Readings.join(
                Arrays.copyOf(wire, at),
                bytes(1 + random.nextInt(3)),
                Arrays.copyOfRange(wire, at, wire.length));
      }
      default -> {}
    }
    return mutated;
  }

  private int[] cuts(int length) {
    if (random.nextInt(30) == 0) {
      return java.util.stream.IntStream.range(0, length).toArray();
    }
    int[] cuts = new int[random.nextInt(6)];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = random.nextInt(length + 1);
    }
    Arrays.sort(cuts);
    return cuts;
  }
}
