package dev.hawser.frame;

import static dev.hawser.frame.Readings.bytes;
import static dev.hawser.frame.Readings.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
  private static final FrameRules CLIENT = FrameRules.of(Role.CLIENT);
  private static final FrameRules SERVER = FrameRules.of(Role.SERVER);
  private static final String LONG_TEXT = "Tauwerk 🚢 纜 été ".repeat(20);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] part(byte[] all, int from, int to) {
    return java.util.Arrays.copyOfRange(all, from, to);
  }

  /** One of everything: each length form, each opcode, a fragmented text with a Ping inside. */
  private static byte[] stream(boolean masked) {
    byte[] text = utf8(LONG_TEXT);
    byte[] binary = new byte[200];
    new Random(7).nextBytes(binary);
    Object[][] frames = {
      {0x81, utf8("hello")},
      {0x81, new byte[0]},
      {0x82, new byte[0]},
      {0x82, binary},
      {0x81, text},
      {0x01, part(text, 0, 10)},
      {0x89, utf8("ping")},
      {0x00, part(text, 10, 11)},
      {0x00, new byte[0]},
      {0x8A, new byte[0]},
      {0x80, part(text, 11, text.length)},
      {0x02, part(binary, 0, 3)},
      {0x80, part(binary, 3, 60)},
      {0x81, utf8("\uFFFD is a character too")},
      {0x88, join(bytes("0fa0"), utf8("bye"))},
    };
    byte[] all = new byte[0];
    int key = 0x8107_35F2;
    for (Object[] frame : frames) {
      int first = (Integer) frame[0];
      byte[] payload = (byte[]) frame[1];
      key = key * 31 + 7;
      all =
          join(
              all,
              masked
                  ? PlainFrames.masked(first, key, payload)
                  : PlainFrames.unmasked(first, payload));
    }
    return all;
  }

  private static List<String> expected() {
    byte[] binary = new byte[200];
    new Random(7).nextBytes(binary);
    HexFormat hex = HexFormat.of();
    return List.of(
        "TEXT hello",
        "TEXT ",
        "BINARY ",
        "BINARY " + hex.formatHex(binary),
        "TEXT " + LONG_TEXT,
        "PING 70696e67",
        "PONG ",
        "TEXT " + LONG_TEXT,
        "BINARY " + hex.formatHex(binary, 0, 60),
        "TEXT \uFFFD is a character too",
        "CLOSE 4000 bye");
  }

  @ParameterizedTest
  @EnumSource(Readings.Memory.class)
  void readsEveryMessageSplitAtEveryByte(Readings.Memory memory) {
    for (boolean server : new boolean[] {false, true}) {
      byte[] wire = stream(server);
      FrameRules rules = server ? SERVER : CLIENT;
      assertThat(Readings.messages(rules, wire, memory)).isEqualTo(expected());
      for (int cut = 0; cut <= wire.length; cut++) {
        assertThat(Readings.messages(rules, wire, memory, cut))
            .as("cut at %d", cut)
            .isEqualTo(expected());
      }
      int[] everywhere = java.util.stream.IntStream.range(1, wire.length).toArray();
      assertThat(Readings.messages(rules, wire, memory, everywhere)).isEqualTo(expected());
    }
  }

  @Test
  void thePlainReaderOfTheTestsAgrees() {
    assertThat(PlainFrames.judge(stream(true), true, 1 << 20)).isEqualTo(expected());
    assertThat(PlainFrames.judge(stream(false), false, 1 << 20)).isEqualTo(expected());
  }

  @Test
  void readsMessagesOfEveryLengthForm() {
    for (int length : new int[] {0, 1, 125, 126, 127, 255, 256, 65_535, 65_536, 70_000, 300_000}) {
      byte[] payload = utf8("x".repeat(length));
      byte[] wire = PlainFrames.masked(0x81, 0x0102_0304, payload);
      List<String> text = List.of("TEXT " + "x".repeat(length));
      assertThat(Readings.messages(SERVER, wire)).isEqualTo(text);
      int[] reads =
          java.util.stream.IntStream.iterate(16_384, i -> i < wire.length, i -> i + 16_384)
              .toArray();
      assertThat(Readings.messages(SERVER, wire, Readings.Memory.DIRECT, reads)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "c0af",
        "c3",
        "e0809f",
        "eda080",
        "edbfbf",
        "f08fbfbf",
        "f4908080",
        "f8888080",
        "fe",
        "61ff",
        "e2 82",
        "f09f9a",
        "616263 bf 646566",
        "efbfbd ff",
        "ff efbfbd",
        "cebae1bdb9cf83cebcceb5 eda080 656469746564"
      })
  void textThatIsNotUtf8IsRefusedWhole(String hex) {
    byte[] payload = bytes(hex);
    assertThat(Readings.messages(CLIENT, PlainFrames.unmasked(0x81, payload)))
        .containsExactly("VIOLATION 1007");
    assertThat(Readings.messages(SERVER, PlainFrames.masked(0x81, 0x55AA_1234, payload)))
        .containsExactly("VIOLATION 1007");
  }

  @Test
  void textIsNotCheckedFrameByFrameButAcrossThem() {
    assertThat(Readings.messages(CLIENT, bytes("0101 e2 0001 82 8001 ac")))
        .containsExactly("TEXT €");
    assertThat(Readings.messages(CLIENT, bytes("0101 e2 8001 82")))
        .containsExactly("VIOLATION 1007");
    assertThat(Readings.messages(CLIENT, bytes("0101 e2 8000"))).containsExactly("VIOLATION 1007");
  }

  @Test
  void aMessageDoesNotInheritTheTextStateOfTheOneBefore() {
    assertThat(Readings.messages(CLIENT, bytes("0101 41 8000 0201 e2 8000 0101 42 8000")))
        .containsExactly("TEXT A", "BINARY e2", "TEXT B");
  }

  @Test
  void badTextFailsBeforeTheMessageIsComplete() {
    assertThat(Readings.messages(CLIENT, bytes("0102 61ff"))).containsExactly("VIOLATION 1007");
    assertThat(Readings.messages(CLIENT, bytes("8105 61ff"))).containsExactly("VIOLATION 1007");
    MessageReader reader = new MessageReader(CLIENT);
    reader.next(ByteBuffer.wrap(bytes("8105 61ff")), new Scratch());
    assertThat(reader.violation())
        .isEqualTo(new Violation(CloseCode.INVALID_FRAME_PAYLOAD_DATA, "text is not UTF-8"));
  }

  @Test
  void binaryIsNeverTakenForText() {
    assertThat(Readings.messages(CLIENT, bytes("8202 ffc0 0201 ff 8001 c0")))
        .containsExactly("BINARY ffc0", "BINARY ffc0");
  }

  @Test
  void binaryBelongsToTheCalleeAndIsReadOnly() {
    byte[] wire = bytes("8202 0102");
    MessageReader reader = new MessageReader(CLIENT);
    assertThat(reader.next(ByteBuffer.wrap(wire), new Scratch())).isEqualTo(Inbound.BINARY);
    ByteBuffer message = reader.takeBinary();
    java.util.Arrays.fill(wire, (byte) 0);
    assertThat(message.isReadOnly()).isTrue();
    assertThat(Readings.hex(message)).isEqualTo("0102");
  }

  @Test
  void neverWritesToTheBufferItReads() {
    byte[] wire = stream(true);
    byte[] copy = wire.clone();
    Readings.messages(SERVER, wire, Readings.Memory.READ_ONLY);
    MessageReader reader = new MessageReader(SERVER);
    ByteBuffer in = ByteBuffer.wrap(wire);
    while (reader.next(in, new Scratch()) != Inbound.MORE) {
      assertThat(reader.midFrame()).isFalse();
    }
    assertThat(wire).isEqualTo(copy);
  }

  @Test
  void tellsTheSizeOfTheMessageInBytes() {
    MessageReader reader = new MessageReader(CLIENT);
    Scratch scratch = new Scratch();
    ByteBuffer in = ByteBuffer.wrap(bytes("8103 e282ac 0203 010203 8001 04 8100"));
    reader.next(in, scratch);
    assertThat(reader.messageBytes()).isEqualTo(3);
    reader.next(in, scratch);
    assertThat(reader.messageBytes()).isEqualTo(4);
    reader.next(in, scratch);
    assertThat(reader.messageBytes()).isZero();
  }

  @Test
  void aMessageIsTakenOnce() {
    MessageReader reader = new MessageReader(CLIENT);
    Scratch scratch = new Scratch();
    ByteBuffer in = ByteBuffer.wrap(bytes("8101 61 8201 62"));
    assertThatIllegalStateException()
        .isThrownBy(reader::takeText)
        .withMessage("no text message waits");
    assertThatIllegalStateException()
        .isThrownBy(reader::takeBinary)
        .withMessage("no binary message waits");
    reader.next(in, scratch);
    assertThat(reader.takeText()).isEqualTo("a");
    assertThatIllegalStateException().isThrownBy(reader::takeText);
    reader.next(in, scratch);
    assertThat(Readings.hex(reader.takeBinary())).isEqualTo("62");
    assertThatIllegalStateException().isThrownBy(reader::takeBinary);
  }

  @Test
  void tellsWhereTheStreamStands() {
    MessageReader reader = new MessageReader(CLIENT);
    Scratch scratch = new Scratch();
    assertThat(reader.midFrame() || reader.midMessage()).isFalse();
    reader.next(ByteBuffer.wrap(bytes("0102 61")), scratch);
    assertThat(reader.midFrame()).isTrue();
    assertThat(reader.midMessage()).isTrue();
    reader.next(ByteBuffer.wrap(bytes("62")), scratch);
    assertThat(reader.midFrame()).isFalse();
    assertThat(reader.midMessage()).isTrue();
    assertThat(reader.next(ByteBuffer.wrap(bytes("8000")), scratch)).isEqualTo(Inbound.TEXT);
    assertThat(reader.midMessage()).isFalse();
  }

  @Test
  void tellsWhatTheCloseFrameSaid() {
    MessageReader reader = new MessageReader(CLIENT);
    assertThat(reader.next(ByteBuffer.wrap(bytes("8800")), new Scratch())).isEqualTo(Inbound.CLOSE);
    assertThat(reader.closeReason()).isEqualTo(CloseReason.NONE);
  }

  @Test
  void aMessageOverTheLimitIsRefusedFromItsHeader() {
    FrameRules ten = CLIENT.maxMessage(10);
    assertThat(Readings.messages(ten, bytes("810b"))).containsExactly("VIOLATION 1009");
    assertThat(Readings.messages(ten, bytes("810a 61616161616161616161")))
        .containsExactly("TEXT aaaaaaaaaa");
    assertThat(Readings.messages(ten, bytes("0109 616161616161616161 8002")))
        .containsExactly("VIOLATION 1009");
  }

  @Test
  void noMessageMayBeLongerThanAnArray() {
    FrameRules endless = CLIENT.maxMessage(Long.MAX_VALUE);
    assertThat(Readings.messages(endless, bytes("827f000000007ffffff7"))).isEmpty();
    assertThat(Readings.messages(endless, bytes("827f000000007ffffff8")))
        .containsExactly("VIOLATION 1009");
  }

  @Test
  void memoryFollowsTheBytesThatCameAndNotTheLengthDeclared() {
    FrameRules gigabyte = CLIENT.maxMessage(1 << 30);
    byte[] header = bytes("827f0000000040000000");
    assertThat(allocated(gigabyte, header)).isLessThan(64 * 1024);
    assertThat(allocated(gigabyte, join(header, new byte[100_000]))).isLessThan(1 << 20);
  }

  private static long allocated(FrameRules rules, byte[] wire) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    MessageReader reader = new MessageReader(rules);
    Scratch scratch = new Scratch();
    ByteBuffer in = ByteBuffer.wrap(wire);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int to = 1; to <= wire.length; to = Math.min(wire.length + 1, to + 1000)) {
      in.limit(to);
      assertThatNothing(reader.next(in, scratch));
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void assertThatNothing(Inbound found) {
    if (found != Inbound.MORE) {
      throw new AssertionError(found);
    }
  }

  @Test
  void gathersALongMessageFromSmallReads() {
    byte[] payload = new byte[200_000];
    new Random(3).nextBytes(payload);
    byte[] wire = PlainFrames.masked(0x82, 0x7654_3210, payload);
    int[] cuts =
        java.util.stream.IntStream.iterate(1, i -> i < wire.length, i -> i + 777).toArray();
    assertThat(Readings.messages(SERVER, wire, Readings.Memory.HEAP, cuts))
        .containsExactly("BINARY " + HexFormat.of().formatHex(payload));
  }

  @Test
  void refusesReservedBitsThatNoExtensionHereUnderstands() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MessageReader(CLIENT.rsv(0x40)))
        .withMessage("reserved bits 0x40 belong to no known extension");
  }
}
