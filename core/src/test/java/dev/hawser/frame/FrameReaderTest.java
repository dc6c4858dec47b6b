package dev.hawser.frame;

import static dev.hawser.frame.Readings.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameReaderTest {
  private static final FrameRules CLIENT = FrameRules.of(Role.CLIENT);
  private static final FrameRules SERVER = FrameRules.of(Role.SERVER);

  private static List<String> read(FrameRules rules, String hex, int... cuts) {
    return Readings.frames(rules, bytes(hex), Readings.Memory.HEAP, cuts);
  }

  @Test
  void givesFramesThatAreThereAsTheyStand() {
    assertThat(read(CLIENT, "8102 6162 0201 ff 8901 70 8a00 0001 fe 8000 8100 8802 03e8"))
        .containsExactly(
            "TEXT! 6162",
            "BINARY ff",
            "PING 70",
            "PONG ",
            "CONTINUATION fe",
            "CONTINUATION! ",
            "TEXT! ",
            "CLOSE 1000 ");
  }

  @Test
  void givesAFrameInThePiecesItArrivesIn() {
    assertThat(read(CLIENT, "8205 0102030405", 1, 2, 4, 6))
        .containsExactly("BINARY 0102", "CONTINUATION 0304", "CONTINUATION! 05");
    assertThat(read(CLIENT, "0203 010203 8002 0405", 4, 7))
        .containsExactly("BINARY 0102", "CONTINUATION 03", "CONTINUATION! 0405");
  }

  @ParameterizedTest
  @EnumSource(Readings.Memory.class)
  void piecesJoinToTheSameMessagesWhereverTheStreamIsCut(Readings.Memory memory) {
    byte[] wire =
        Readings.join(
            PlainFrames.masked(0x01, 0x1122_3344, bytes("61c3")),
            PlainFrames.masked(0x89, 0x5566_7788, bytes("01")),
            PlainFrames.masked(0x80, 0x99AA_BBCC, bytes("a962636465666768")),
            PlainFrames.masked(0x82, 0xDDEE_FF00, bytes("000102")));
    for (int cut = 0; cut <= wire.length; cut++) {
      String joined =
          String.join("", Readings.frames(SERVER, wire, memory, cut))
              .replace("CONTINUATION! ", "!")
              .replace("CONTINUATION ", "");
      assertThat(joined.replace("BINARY!", "BINARY").replace("!", ""))
          .isEqualTo("TEXT 61c3PING 01a962636465666768BINARY 000102");
    }
  }

  @Test
  void aFrameOfAGibibyteIsNeverHeld() {
    FrameReader reader = new FrameReader(CLIENT.maxMessage(1L << 30));
    assertThat(reader.next(ByteBuffer.wrap(bytes("827f0000000040000000")))).isEqualTo(Inbound.MORE);
    byte[] chunk = new byte[1 << 20];
    for (int i = 0; i < 1024; i++) {
      ByteBuffer in = ByteBuffer.wrap(chunk);
      assertThat(reader.next(in)).isEqualTo(Inbound.DATA);
      assertThat(reader.opcode()).isEqualTo(i == 0 ? Opcode.BINARY : Opcode.CONTINUATION);
      assertThat(reader.fin()).isEqualTo(i == 1023);
      assertThat(reader.takeData().remaining()).isEqualTo(1 << 20);
      assertThat(reader.next(in)).isEqualTo(Inbound.MORE);
    }
  }

  @Test
  void aPieceBelongsToTheCalleeAndIsReadOnly() {
    byte[] wire = bytes("8202 0102 8201 03");
    FrameReader reader = new FrameReader(CLIENT);
    ByteBuffer in = ByteBuffer.wrap(wire);
    reader.next(in);
    ByteBuffer piece = reader.takeData();
    assertThat(reader.takeData().remaining()).isZero();
    reader.next(in);
    java.util.Arrays.fill(wire, (byte) 0);
    assertThat(piece.isReadOnly()).isTrue();
    assertThat(Readings.hex(piece)).isEqualTo("0102");
  }

  @Test
  void checksTextAcrossPiecesAndFrames() {
    assertThat(read(CLIENT, "0101 e2 8901 ff 0001 82 8001 ac 8101 41", 4))
        .containsExactly("TEXT e2", "PING ff", "CONTINUATION 82", "CONTINUATION! ac", "TEXT! 41");
    assertThat(read(CLIENT, "0101 e2 8001 82")).containsExactly("TEXT e2", "VIOLATION 1007");
    assertThat(read(CLIENT, "8101 ff")).containsExactly("VIOLATION 1007");
    assertThat(read(CLIENT, "0201 ff 8001 ff")).containsExactly("BINARY ff", "CONTINUATION! ff");
    assertThat(read(CLIENT, "8103 e282ac 8201 ff 8101 e2"))
        .containsExactly("TEXT! e282ac", "BINARY! ff", "VIOLATION 1007");
  }

  @Test
  void passesOnTextUncheckedWhereTheRulesSaySo() {
    assertThat(read(CLIENT.checkText(false), "8101 ff")).containsExactly("TEXT! ff");
  }

  @Test
  void checksTheProtocolAllTheSame() {
    assertThat(read(CLIENT, "0201 ff 8201 ff")).containsExactly("BINARY ff", "VIOLATION 1002");
    FrameReader reader = new FrameReader(CLIENT);
    assertThat(reader.next(ByteBuffer.wrap(bytes("8101 ff")))).isEqualTo(Inbound.VIOLATION);
    assertThat(reader.violation())
        .isEqualTo(new Violation(CloseCode.INVALID_FRAME_PAYLOAD_DATA, "text is not UTF-8"));
    assertThat(reader.next(ByteBuffer.wrap(bytes("8100")))).isEqualTo(Inbound.VIOLATION);
  }

  @Test
  void passesOnReservedBitsThatExtensionsOwn() {
    FrameReader reader = new FrameReader(CLIENT.rsv(0x40).checkText(false));
    ByteBuffer in = ByteBuffer.wrap(bytes("4101 ff 8000"));
    reader.next(in);
    assertThat(reader.rsv()).isEqualTo(0x40);
    reader.next(in);
    assertThat(reader.rsv()).isZero();
  }

  @Test
  void tellsWhereTheStreamStandsAndWhatTheCloseFrameSaid() {
    FrameReader reader = new FrameReader(CLIENT);
    reader.next(ByteBuffer.wrap(bytes("0202 01")));
    assertThat(reader.midFrame()).isTrue();
    assertThat(reader.midMessage()).isTrue();
    ByteBuffer rest = ByteBuffer.wrap(bytes("02 8000 8800"));
    reader.next(rest);
    assertThat(reader.midFrame()).isFalse();
    reader.next(rest);
    assertThat(reader.midMessage()).isFalse();
    assertThat(reader.next(rest)).isEqualTo(Inbound.CLOSE);
    assertThat(reader.closeReason()).isEqualTo(CloseReason.NONE);
    assertThat(Readings.hex(reader.takeControl())).isEmpty();
  }
}
