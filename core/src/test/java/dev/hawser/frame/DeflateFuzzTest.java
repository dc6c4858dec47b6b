package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Role;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/**
 * Random messages, packed by the JDK's deflater in every manner that RFC 7692 s.7.2.3 shows, cut
 * into frames, and the bytes into pieces. A longer run: {@code mvn -q -pl core -am test
 * -Dtest=DeflateFuzzTest -Dsurefire.failIfNoSpecifiedTests=false -Dhawser.fuzz.messages=1000000}.
 */
class DeflateFuzzTest {
  private static final long MESSAGES = Long.getLong("hawser.fuzz.messages", 20_000);
  private static final long SEED = Long.getLong("hawser.fuzz.seed", 7692);
  private static final int LIMIT = 5_000;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Scratch scratch = new Scratch();

  @Test
  void readsEveryMessageHoweverItIsPackedCutAndSplit() {
    long messages = 0;
    while (messages < MESSAGES) {
      boolean alone = random.nextBoolean();
      List<byte[]> expected = new ArrayList<>();
      byte[] wire = stream(alone, expected);

      List<String> seen = read(alone, wire);

      assertThat(seen).isEqualTo(expected.stream().map(m -> hex(m)).toList());
      messages += expected.size();
    }
  }

  @Test
  void whatIsBrokenIsAMessageWithinTheLimitOrAViolationAndNeverAnythingElse() {
    int violations = 0;
    for (long i = 0; i < MESSAGES / 10; i++) {
      boolean alone = random.nextBoolean();
      byte[] wire = stream(alone, new ArrayList<>());
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        wire[random.nextInt(wire.length)] ^= (byte) (1 << random.nextInt(8));
      }
      List<String> seen = read(alone, wire);
      violations += seen.contains("VIOLATION") ? 1 : 0;
      assertThat(seen).allMatch(message -> message.length() <= 2 * LIMIT);
    }
    assertThat(violations).isGreaterThan((int) (MESSAGES / 50));
  }

  private static String hex(byte[] bytes) {
    return Readings.hex(ByteBuffer.wrap(bytes));
  }

  private List<String> read(boolean alone, byte[] wire) {
    DeflateTerms terms = new DeflateTerms(alone, false, "permessage-deflate");
    Deflation deflation = Deflation.of(Role.CLIENT, terms, Compression.deflate());
    MessageReader reader =
        new MessageReader(FrameRules.of(Role.CLIENT).maxMessage(LIMIT), deflation);
    List<String> seen = new ArrayList<>();
    int from = 0;
    while (from < wire.length) {
      int to = Math.min(wire.length, from + 1 + random.nextInt(random.nextBoolean() ? 9 : 3000));
      ByteBuffer in = ByteBuffer.wrap(wire, from, to - from);
      Inbound found = reader.next(in, scratch);
      while (found != Inbound.MORE) {
        if (found == Inbound.TEXT) {
          seen.add(hex(reader.takeText().getBytes(StandardCharsets.UTF_8)));
        } else if (found == Inbound.BINARY) {
          seen.add(Readings.hex(reader.takeBinary()));
        } else if (found == Inbound.VIOLATION) {
          seen.add("VIOLATION");
          deflation.close();
          return seen;
        }
        found = reader.next(in, scratch);
      }
      from = to;
    }
    deflation.close();
    assertThat(deflation.held()).isZero();
    return seen;
  }

  private byte[] stream(boolean alone, List<byte[]> messages) {
    Deflater deflater = new Deflater(random.nextInt(10), true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int n = 1 + random.nextInt(10); n > 0; n--) {
      boolean text = random.nextBoolean();
      byte[] message = text ? text() : noise();
      messages.add(message);
      boolean plain = random.nextInt(5) == 0;
      frames(out, plain ? message : pack(deflater, message), (text ? 1 : 2) | (plain ? 0 : 0x40));
      if (alone) {
        deflater.reset();
      }
    }
    deflater.end();
    return out.toByteArray();
  }

  /** Packs a message in several flushes, or ends it by a last block. */
  private byte[] pack(Deflater deflater, byte[] message) {
    if (message.length == 0) {
      return new byte[] {0};
    }
    boolean last = random.nextInt(6) == 0;
    byte[] room = new byte[2 * message.length + 5000];
    int length = 0;
    int from = 0;
    while (from < message.length) {
      int to =
          random.nextBoolean() ? message.length : from + 1 + random.nextInt(message.length - from);
      deflater.setInput(message, from, to - from);
      if (to == message.length && last) {
        deflater.finish();
      }
      length += deflater.deflate(room, length, room.length - length, Deflater.SYNC_FLUSH);
      from = to;
    }
    if (last) {
      deflater.reset();
      return Arrays.copyOf(room, length + 1); // RFC 7692 s.7.2.3.4
    }
    return Arrays.copyOf(room, length - 4);
  }

  private void frames(ByteArrayOutputStream out, byte[] payload, int first) {
    int from = 0;
    int bits = first;
    while (true) {
      int to =
          random.nextBoolean() ? payload.length : from + random.nextInt(payload.length - from + 1);
      boolean fin = to == payload.length && random.nextInt(4) > 0;
      out.writeBytes(
          PlainFrames.unmasked((fin ? 0x80 : 0) | bits, Arrays.copyOfRange(payload, from, to)));
      if (fin) {
        return;
      }
      if (random.nextInt(4) == 0) {
        out.writeBytes(PlainFrames.unmasked(0x89, new byte[random.nextInt(20)]));
      }
      bits = 0;
      from = to;
    }
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(8) == 0 ? random.nextInt(LIMIT) : random.nextInt(200)];
    random.nextBytes(noise);
    int same = random.nextInt(noise.length + 1);
    Arrays.fill(noise, 0, same, (byte) 7);
    return noise;
  }

  private byte[] text() {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(40); n > 0; n--) {
      text.append(random.nextBoolean() ? "{\"price\":" : "纜 été 🚢 ").append(random.nextInt(100));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
