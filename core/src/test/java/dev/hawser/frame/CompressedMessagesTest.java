package dev.hawser.frame;

import static dev.hawser.frame.Readings.bytes;
import static dev.hawser.frame.Readings.join;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hawser.close.CloseCode;
import dev.hawser.close.Role;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link MessageReader} with compressed messages. */
class CompressedMessagesTest {
  private static final FrameRules CLIENT = FrameRules.of(Role.CLIENT);
  private static final DeflateTerms KEPT = new DeflateTerms(false, false, "permessage-deflate");
  private static final byte[] HELLO = bytes("f248cdc9c90700");
  private static final byte[] AGAIN = bytes("f200110000");

  private final Deflation deflation = Deflation.of(Role.CLIENT, KEPT, Compression.deflate());

  @AfterEach
  void givesItsMemoryBack() {
    deflation.close();
  }

  private static byte[] frame(int first, byte[] payload) {
    return PlainFrames.unmasked(first, payload);
  }

  private List<String> read(byte[]... frames) {
    return read(CLIENT, join(frames));
  }

  private List<String> read(FrameRules rules, byte[] stream, int... cuts) {
    return read(new MessageReader(rules, deflation), Readings.Memory.HEAP, stream, cuts);
  }

  private static List<String> read(
      MessageReader reader, Readings.Memory memory, byte[] stream, int... cuts) {
    Scratch scratch = new Scratch();
    List<String> seen = new ArrayList<>();
    for (int i = 0; i <= cuts.length; i++) {
      ByteBuffer in = Readings.piece(stream, memory, cuts, i);
      Inbound found = reader.next(in, scratch);
      while (found != Inbound.MORE && found != Inbound.VIOLATION) {
        seen.add(
            switch (found) {
              case TEXT -> "TEXT " + reader.takeText() + " " + reader.messageBytes();
              case BINARY -> "BINARY " + Readings.hex(reader.takeBinary());
              case PING -> "PING " + Readings.hex(reader.takeControl());
              default -> found.toString();
            });
        found = reader.next(in, scratch);
      }
      if (found == Inbound.VIOLATION) {
        seen.add(
            "VIOLATION " + reader.violation().code().value() + " " + reader.violation().detail());
        return seen;
      }
    }
    return seen;
  }

  private static byte[] deflated(byte[] content) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(content);
    byte[] out = new byte[content.length + 200];
    int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return Arrays.copyOf(out, length - 4);
  }

  @Test
  void compressedAndPlainMessagesMayAlternateAndTheContextStands() {
    assertThat(
            read(
                frame(0xC1, HELLO),
                frame(0x81, "plain".getBytes(StandardCharsets.US_ASCII)),
                frame(0xC2, AGAIN),
                frame(0xC1, new byte[] {0}),
                frame(0xC1, AGAIN)))
        .containsExactly(
            "TEXT Hello 5", "TEXT plain 5", "BINARY 48656c6c6f", "TEXT  0", "TEXT Hello 5");
  }

  @ParameterizedTest
  @EnumSource(Readings.Memory.class)
  void fragmentsAreOneMessageHoweverTheyAreCutWithControlFramesBetween(Readings.Memory memory) {
    byte[] text = "Tauwerk 🚢 纜 été ".repeat(40).getBytes(StandardCharsets.UTF_8);
    byte[] packed = deflated(text);
    byte[][] parts = {
      Arrays.copyOf(packed, 3),
      Arrays.copyOfRange(packed, 3, 20),
      Arrays.copyOfRange(packed, 20, packed.length)
    };
    byte[] stream = new byte[0];
    Object[][] frames = {
      {0x41, parts[0]},
      {0x89, new byte[] {7}},
      {0x00, new byte[0]},
      {0x00, parts[1]},
      {0x80, parts[2]},
      {0x81, new byte[] {'x'}}
    };
    for (Object[] frame : frames) {
      stream = join(stream, PlainFrames.masked((Integer) frame[0], 0x1234_5678, (byte[]) frame[1]));
    }
    FrameRules server = FrameRules.of(Role.SERVER);
    List<String> expected =
        List.of(
            "PING 07",
            "TEXT " + new String(text, StandardCharsets.UTF_8) + " " + text.length,
            "TEXT x 1");
    for (int cut = 0; cut <= stream.length; cut++) {
      assertThat(read(new MessageReader(server, deflation), memory, stream, cut))
          .isEqualTo(expected);
    }
    int[] all = java.util.stream.IntStream.range(0, stream.length).toArray();
    assertThat(read(new MessageReader(server, deflation), memory, stream, all)).isEqualTo(expected);
  }

  @Test
  void aLargeMessageIsInflatedPieceByPiece() {
    byte[] noise = new byte[100_000];
    new Random(2).nextBytes(noise);
    assertThat(read(frame(0xC2, deflated(noise))))
        .containsExactly("BINARY " + Readings.hex(ByteBuffer.wrap(noise)));
  }

  @Test
  void theBitStandsOnFirstFramesOfDataOnly() {
    assertThat(read(frame(0xC9, new byte[0])))
        .containsExactly("VIOLATION 1002 reserved bits 0x40 are set");
    assertThat(read(frame(0xC8, new byte[0])))
        .containsExactly("VIOLATION 1002 reserved bits 0x40 are set");
    assertThat(read(frame(0x41, HELLO), frame(0xC0, new byte[0])))
        .containsExactly("VIOLATION 1002 reserved bits 0x40 are set");
    assertThat(read(frame(0x02, HELLO), frame(0xC0, new byte[0])))
        .containsExactly("VIOLATION 1002 reserved bits 0x40 are set");
    assertThat(read(frame(0xE1, HELLO)))
        .containsExactly("VIOLATION 1002 reserved bits 0x60 are set");
  }

  @Test
  void aMessageOfTheLimitPassesAndOneByteMoreIsTooBig() {
    FrameRules rules = CLIENT.maxMessage(5);
    assertThat(read(rules, frame(0xC1, HELLO))).containsExactly("TEXT Hello 5");
    assertThat(read(rules.maxMessage(4), frame(0xC1, HELLO)))
        .containsExactly("VIOLATION 1009 message inflates to over 4 bytes, which is the limit");
  }

  @Test
  void aBombEndsWithItsFirstPieceAndTakesNoMoreMemoryThanTheLimit() {
    byte[] bomb = frame(0x42, deflated(new byte[60 << 20]));
    MessageReader reader = new MessageReader(CLIENT, deflation);
    Scratch scratch = new Scratch();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer in = ByteBuffer.wrap(bomb);
    assertThat(bomb.length).isGreaterThan(50_000);

    long before = threads.getCurrentThreadAllocatedBytes();
    Inbound found = reader.next(in, scratch);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(found).isEqualTo(Inbound.VIOLATION);
    assertThat(reader.violation().code()).isEqualTo(CloseCode.MESSAGE_TOO_BIG);
    // Doubling up to 1 MiB is 2 MiB in all, and the rest of the frame is not read.
    assertThat(allocated).isLessThan(3 << 20);
    assertThat(in.remaining()).isGreaterThan(30_000);
  }

  @Test
  void textMustBeUtf8AndBadTextFailsBeforeItsMessageIsComplete() {
    byte[] bad = deflated(bytes("61ff6161"));
    assertThat(read(frame(0xC1, bad))).containsExactly("VIOLATION 1007 text is not UTF-8");
    assertThat(read(frame(0xC2, bad))).containsExactly("BINARY 61ff6161");
    byte[] noise = new byte[500];
    new Random(3).nextBytes(noise);
    byte[] early = deflated(join(bytes("ff"), noise));
    assertThat(read(frame(0x41, Arrays.copyOf(early, early.length - 10))))
        .containsExactly("VIOLATION 1007 text is not UTF-8");
    assertThat(read(frame(0x42, Arrays.copyOf(early, early.length - 10)))).isEmpty();
  }

  @Test
  void aCodePointMayBeCutByAFragmentAndMustBeWholeAtTheEnd() {
    byte[] euro = deflated(bytes("61e282ac"));
    int[] all = java.util.stream.IntStream.range(0, euro.length + 2).toArray();
    assertThat(read(CLIENT, frame(0xC1, euro), all)).containsExactly("TEXT a€ 4");
    assertThat(read(frame(0xC1, deflated(bytes("61e282")))))
        .containsExactly("VIOLATION 1007 text is not UTF-8");
  }

  @Test
  void brokenDataEndsTheStream() {
    assertThat(read(frame(0xC1, bytes("ffffff")), frame(0x81, new byte[0])))
        .containsExactly("VIOLATION 1007 compressed data is broken: invalid block type");
  }

  @Test
  void theStreamStandsAmidACompressedMessageUntilItsLastByte() {
    MessageReader reader = new MessageReader(CLIENT, deflation);
    Scratch scratch = new Scratch();
    byte[] begun = frame(0x41, HELLO);
    assertThat(reader.next(ByteBuffer.wrap(begun, 0, 4), scratch)).isEqualTo(Inbound.MORE);
    assertThat(reader.midFrame()).isTrue();
    assertThat(reader.next(ByteBuffer.wrap(begun, 4, begun.length - 4), scratch))
        .isEqualTo(Inbound.MORE);
    assertThat(reader.midFrame()).isFalse();
    assertThat(reader.midMessage()).isTrue();
  }
}
