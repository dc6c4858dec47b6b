package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameWriterTest {
  private static final FrameWriter CLIENT = FrameWriter.of(Role.CLIENT);
  private static final FrameWriter SERVER = FrameWriter.of(Role.SERVER);
  private static final int KEY = 0xDEAD_BEEF;

  private static PlainFrames.Raw parsed(ByteBuffer... wire) {
    byte[] all = new byte[0];
    for (ByteBuffer part : wire) {
      all = Readings.join(all, Readings.bytes(Readings.hex(part)));
    }
    assertThat(PlainFrames.parse(all)).hasSize(1);
    return PlainFrames.parse(all).get(0);
  }

  private static void assertFrame(PlainFrames.Raw raw, int first, boolean masked, byte[] payload) {
    assertThat(raw.firstByte()).isEqualTo(first);
    assertThat(raw.masked()).isEqualTo(masked);
    assertThat(raw.key()).isEqualTo(masked ? KEY : 0);
    assertThat(raw.payload()).isEqualTo(payload);
  }

  @Test
  void theClientMasksAndTheServerDoesNot() {
    assertThat(Readings.hex(FrameWriter.of(Role.CLIENT).text("a", 0x01020304)))
        .isEqualTo("81810102030460");
    assertThat(Readings.hex(FrameWriter.of(Role.SERVER).text("a", 0x01020304))).isEqualTo("810161");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "é", "Ω mega", "纜", "🚢", "latin-1: äöü", "\u0000"})
  void writesTextThatThePlainParserReads(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    assertFrame(parsed(CLIENT.text(text, KEY)), 0x81, true, payload);
    assertFrame(parsed(SERVER.text(new StringBuilder(text), KEY)), 0x81, false, payload);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 1023, 1024, 65_535, 65_536, 100_000})
  void writesEveryLengthFormInItsExactSize(int length) {
    byte[] payload = new byte[length];
    new Random(length).nextBytes(payload);
    Frame frame = Frame.whole(Opcode.BINARY, ByteBuffer.wrap(payload));

    ByteBuffer[] masked = CLIENT.frame(frame, KEY);
    assertThat(masked).hasSize(1);
    assertThat((long) masked[0].remaining()).isEqualTo(CLIENT.frameBytes(length));
    assertThat(masked[0].capacity()).isEqualTo(masked[0].limit());
    assertFrame(parsed(masked), 0x82, true, payload);

    assertFrame(parsed(SERVER.frame(frame, KEY)), 0x82, false, payload);
    String text = "y".repeat(length);
    assertFrame(parsed(CLIENT.text(text, KEY)), 0x81, true, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void saysTheSizeOfHeaderAndFrameBeforehand() {
    long[] payloads = {0, 125, 126, 65_535, 65_536, 1L << 40};
    int[] headers = {2, 2, 4, 4, 10, 10};
    for (int i = 0; i < payloads.length; i++) {
      assertThat(SERVER.headerBytes(payloads[i])).isEqualTo(headers[i]);
      assertThat(CLIENT.headerBytes(payloads[i])).isEqualTo(headers[i] + 4);
      assertThat(CLIENT.frameBytes(payloads[i])).isEqualTo(payloads[i] + headers[i] + 4);
    }
  }

  @Test
  void theServerGathersABigPayloadWithoutCopyingIt() {
    byte[] payload = new byte[1024];
    ByteBuffer[] wire = SERVER.frame(Frame.whole(Opcode.BINARY, ByteBuffer.wrap(payload)), KEY);
    assertThat(wire).hasSize(2);
    assertThat(Readings.hex(wire[0])).isEqualTo("827e0400");
    payload[3] = 9;
    assertThat(wire[1].get(3)).isEqualTo((byte) 9);

    byte[] small = new byte[1023];
    ByteBuffer[] copied = SERVER.frame(Frame.whole(Opcode.BINARY, ByteBuffer.wrap(small)), KEY);
    assertThat(copied).hasSize(1);
    small[0] = 9;
    assertThat(copied[0].get(4)).isZero();
  }

  @Test
  void leavesThePayloadAsItWas() {
    byte[] payload = {1, 2, 3, 4};
    ByteBuffer buffer = ByteBuffer.wrap(payload).position(1);
    CLIENT.frame(Frame.whole(Opcode.BINARY, buffer), KEY);
    assertThat(buffer.position()).isEqualTo(1);
    assertThat(payload).containsExactly(1, 2, 3, 4);
  }

  @Test
  void writesIntoTheCallersBufferOfEveryKind() {
    String text = "ahoi, ahoi, ahoi";
    ByteBuffer[] targets = {
      ByteBuffer.allocate(80),
      ByteBuffer.wrap(new byte[90], 7, 80).slice(),
      ByteBuffer.allocateDirect(80),
      ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN),
      ByteBuffer.allocateDirect(80).order(ByteOrder.LITTLE_ENDIAN)
    };
    for (ByteBuffer target : targets) {
      target.position(3);
      CLIENT.text(target, text, 16, KEY);
      assertThat(target.position()).isEqualTo(25);
      CLIENT.text(target, "纜🚢", 7, KEY);
      CLIENT.frame(target, Frame.whole(Opcode.PING, ByteBuffer.wrap(new byte[] {1, 2})), KEY);
      target.flip().position(3);
      var frames = PlainFrames.parse(Readings.bytes(Readings.hex(target)));
      assertThat(frames).hasSize(3);
      assertFrame(frames.get(0), 0x81, true, text.getBytes(StandardCharsets.UTF_8));
      assertFrame(frames.get(1), 0x81, true, "纜🚢".getBytes(StandardCharsets.UTF_8));
      assertFrame(frames.get(2), 0x89, true, new byte[] {1, 2});
    }
  }

  @Test
  void asciiOfEveryLengthGoesIntoADirectBufferAsIntoAnArray() {
    for (int length = 0; length <= 300; length++) {
      String text = "The quick brown fox, 0123456789".repeat(10).substring(0, length);
      ByteBuffer expected = CLIENT.text(text, KEY);
      for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
        ByteBuffer target = ByteBuffer.allocateDirect(400).order(order);
        CLIENT.text(target, text, length, KEY);
        assertThat(target.flip()).as("%s chars", length).isEqualTo(expected);
      }
    }
  }

  @Test
  void longLengthsAreBigEndianInABufferOfAnyOrder() {
    ByteBuffer target = ByteBuffer.allocate(70_010).order(ByteOrder.LITTLE_ENDIAN);
    SERVER.frame(target, Frame.whole(Opcode.BINARY, ByteBuffer.allocate(70_000)), KEY);
    assertThat(Readings.hex(target.flip().limit(10))).isEqualTo("827f0000000000011170");
  }

  @Test
  void writesFragmentsAndReservedBitsAsTheyAreGiven() {
    ByteBuffer one = ByteBuffer.wrap(new byte[] {1});
    assertThat(Readings.hex(SERVER.frame(new Frame(Opcode.TEXT, false, 0x40, one), KEY)[0]))
        .isEqualTo("410101");
    assertThat(Readings.hex(SERVER.frame(new Frame(Opcode.CONTINUATION, true, 0, one), KEY)[0]))
        .isEqualTo("800101");
  }

  @Test
  void writesControlFrames() {
    ByteBuffer payload = ByteBuffer.wrap(new byte[] {5});
    assertThat(Readings.hex(SERVER.ping(payload, KEY))).isEqualTo("890105");
    assertThat(Readings.hex(SERVER.pong(payload, KEY))).isEqualTo("8a0105");
    assertThat(Readings.hex(CLIENT.pong(payload, 0x01020304))).isEqualTo("8a810102030404");
    assertThat(Readings.hex(SERVER.close(CloseReason.NONE, KEY))).isEqualTo("8800");
    assertThat(Readings.hex(SERVER.close(CloseReason.of(CloseCode.GOING_AWAY, "x"), KEY)))
        .isEqualTo("880303e978");
    assertFrame(
        parsed(CLIENT.close(CloseReason.of(CloseCode.of(4000), "y".repeat(123)), KEY)),
        0x88,
        true,
        Readings.join(Readings.bytes("0fa0"), "y".repeat(123).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void refusesPingAndPongOver125Bytes() {
    ByteBuffer tooLong = ByteBuffer.allocate(126);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CLIENT.ping(tooLong, KEY))
        .withMessage("PING payload of 126 bytes, the most is 125");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SERVER.pong(tooLong, KEY))
        .withMessage("PONG payload of 126 bytes, the most is 125");
  }

  @Test
  void refusesALoneSurrogateBeforeAnythingIsWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CLIENT.text("ok\uD800", KEY))
        .withMessageContaining("U+D800, at index 2");
  }
}
