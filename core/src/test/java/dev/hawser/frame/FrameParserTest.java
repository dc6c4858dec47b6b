package dev.hawser.frame;

import static dev.hawser.frame.Readings.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameParserTest {
  private static final FrameRules CLIENT = FrameRules.of(Role.CLIENT);
  private static final FrameRules SERVER = FrameRules.of(Role.SERVER);

  /** Feeds byte after byte and returns the violation, with how many bytes it took to see it. */
  private static String wrong(FrameRules rules, String hex) {
    FrameParser parser = new FrameParser(rules);
    byte[] bytes = bytes(hex);
    for (int i = 0; i < bytes.length; i++) {
      ByteBuffer in = ByteBuffer.wrap(bytes, i, 1);
      Inbound found = parser.next(in);
      if (found == Inbound.VIOLATION) {
        assertThat(wholeAtOnce(rules, bytes)).isEqualTo(parser.violation());
        return parser.violation().code().value()
            + " after "
            + (i + 1)
            + ": "
            + parser.violation().detail();
      }
      if (found == Inbound.DATA) {
        parser.read(in, new byte[1], 0);
      }
    }
    return "fine";
  }

  private static Violation wholeAtOnce(FrameRules rules, byte[] bytes) {
    FrameParser parser = new FrameParser(rules);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Inbound found = parser.next(in);
    while (found != Inbound.VIOLATION) {
      if (found == Inbound.DATA) {
        parser.read(in, new byte[bytes.length], 0);
      }
      found = parser.next(in);
    }
    return parser.violation();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "83       | 1002 after 1: reserved opcode 3",
        "87       | 1002 after 1: reserved opcode 7",
        "8b       | 1002 after 1: reserved opcode 11",
        "8f       | 1002 after 1: reserved opcode 15",
        "c1       | 1002 after 1: reserved bits 0x40 are set",
        "a1       | 1002 after 1: reserved bits 0x20 are set",
        "92       | 1002 after 1: reserved bits 0x10 are set",
        "f9       | 1002 after 1: reserved bits 0x70 are set",
        "09       | 1002 after 1: fragmented control frame",
        "08       | 1002 after 1: fragmented control frame",
        "80       | 1002 after 1: continuation without a message to go on with",
        "00       | 1002 after 1: continuation without a message to go on with",
        "0100 01  | 1002 after 3: new message inside a fragmented one",
        "0100 82  | 1002 after 3: new message inside a fragmented one",
        "0100 8000 80 | 1002 after 5: continuation without a message to go on with",
        "8180     | 1002 after 2: frame of a server is masked",
        "897e     | 1002 after 2: control frame with a payload over 125 bytes",
        "887f     | 1002 after 2: control frame with a payload over 125 bytes",
        "817e007d | 1002 after 4: frame length 125 is not in its shortest form",
        "817e0000 | 1002 after 4: frame length 0 is not in its shortest form",
        "827f000000000000ffff | 1002 after 10: frame length 65535 is not in its shortest form",
        "827f8000000000000000 | 1002 after 10: frame length with its top bit set",
        "827fffffffffffffffff | 1002 after 10: frame length with its top bit set",
      })
  void aBrokenRuleIsSeenAtTheByteThatBreaksIt(String hex, String expected) {
    assertThat(wrong(CLIENT, hex)).isEqualTo(expected);
  }

  @Test
  void aServerTakesMaskedFramesOnly() {
    assertThat(wrong(SERVER, "8100")).isEqualTo("1002 after 2: frame of a client is not masked");
    assertThat(wrong(SERVER, "8180 01020304")).isEqualTo("fine");
  }

  @Test
  void aDeclaredSizeOverTheLimitIsRefusedBeforeAnyPayloadOrKey() {
    assertThat(wrong(CLIENT, "827f0000010000000000"))
        .isEqualTo("1009 after 10: message of over 1048576 bytes, which is the limit");
    assertThat(wrong(SERVER, "82ff0000010000000000"))
        .isEqualTo("1009 after 10: message of over 1048576 bytes, which is the limit");
    assertThat(wrong(CLIENT.maxFrame(5), "8206"))
        .isEqualTo("1009 after 2: frame of 6 bytes, the limit is 5");
    assertThat(wrong(CLIENT.maxFrame(200), "827e00c9"))
        .isEqualTo("1009 after 4: frame of 201 bytes, the limit is 200");
  }

  @Test
  void theLimitItselfIsAllowed() {
    assertThat(wrong(CLIENT.maxFrame(5).maxMessage(5), "8205")).isEqualTo("fine");
    assertThat(wrong(CLIENT.maxMessage(1L << 40), "827f0000010000000000")).isEqualTo("fine");
    assertThat(wrong(CLIENT, "817e007e")).isEqualTo("fine");
    assertThat(wrong(CLIENT, "817e00ff")).isEqualTo("fine");
    assertThat(wrong(CLIENT, "827f0000000000010000")).isEqualTo("fine");
    assertThat(wrong(CLIENT.maxMessage(Long.MAX_VALUE), "827f7fffffffffffffff")).isEqualTo("fine");
  }

  @Test
  void aMessageIsLimitedOverAllItsFrames() {
    FrameRules five = CLIENT.maxMessage(5);
    assertThat(wrong(five, "0203 010203 0002 0405 8000")).isEqualTo("fine");
    assertThat(wrong(five, "0203 010203 8003"))
        .isEqualTo("1009 after 7: message of over 5 bytes, which is the limit");
    assertThat(wrong(five, "0203 010203 0002 0405 8001"))
        .isEqualTo("1009 after 11: message of over 5 bytes, which is the limit");
    assertThat(wrong(five, "0203 010203 8002 0405 8205 0102030405 0205")).isEqualTo("fine");
    assertThat(wrong(CLIENT.maxMessage(1).maxFrame(1), "897d")).isEqualTo("fine");
  }

  @Test
  void reservedBitsThatAnExtensionOwnsAreAllowedOnTheFirstDataFrameOnly() {
    FrameRules deflate = CLIENT.rsv(0x40);
    assertThat(wrong(deflate, "c100 4200 8000")).isEqualTo("fine");
    assertThat(wrong(deflate, "e1")).isEqualTo("1002 after 1: reserved bits 0x60 are set");
    assertThat(wrong(deflate, "4100 c0")).isEqualTo("1002 after 3: reserved bits 0x40 are set");
    assertThat(wrong(deflate, "c9")).isEqualTo("1002 after 1: reserved bits 0x40 are set");
  }

  @Test
  void tellsEverythingOfTheFrameAtHand() {
    FrameParser parser = new FrameParser(CLIENT.rsv(0x40));
    ByteBuffer in = ByteBuffer.wrap(bytes("4203 0a0b"));
    assertThat(parser.next(in)).isEqualTo(Inbound.DATA);
    assertThat(parser.opcode()).isEqualTo(Opcode.BINARY);
    assertThat(parser.fin()).isFalse();
    assertThat(parser.rsv()).isEqualTo(0x40);
    assertThat(parser.length()).isEqualTo(3);
    assertThat(parser.remaining()).isEqualTo(3);
    byte[] target = new byte[4];
    assertThat(parser.read(in, target, 3)).isEqualTo(1);
    assertThat(target).containsExactly(0, 0, 0, 0x0a);
    assertThat(parser.remaining()).isEqualTo(2);
    assertThat(parser.next(in)).isEqualTo(Inbound.DATA);
    assertThat(parser.read(in, target, 0)).isEqualTo(1);
    assertThat(parser.next(in)).isEqualTo(Inbound.MORE);
    assertThat(parser.midFrame()).isTrue();
    ByteBuffer rest = ByteBuffer.wrap(bytes("0c 8000 82"));
    assertThat(parser.next(rest)).isEqualTo(Inbound.DATA);
    assertThat(parser.read(rest, target, 1)).isEqualTo(1);
    assertThat(target).containsExactly(0x0b, 0x0c, 0, 0x0a);
    assertThat(parser.midFrame()).isFalse();
    assertThat(parser.next(rest)).isEqualTo(Inbound.DATA);
    assertThat(parser.opcode()).isEqualTo(Opcode.CONTINUATION);
    assertThat(parser.fin()).isTrue();
    assertThat(parser.rsv()).isZero();
    assertThat(parser.length()).isZero();
  }

  @Test
  void unmasksWhereverTheFrameIsCut() {
    byte[] payload = bytes("00112233445566778899aabbccddeeff0123");
    byte[] wire = PlainFrames.masked(0x82, 0xCAFE_F00D, payload);
    for (int cut = 0; cut <= payload.length; cut++) {
      FrameParser parser = new FrameParser(SERVER);
      ByteBuffer in = ByteBuffer.wrap(wire).limit(6 + cut);
      byte[] read = new byte[payload.length];
      assertThat(parser.next(in)).isEqualTo(Inbound.DATA);
      assertThat(parser.read(in, read, 0)).isEqualTo(cut);
      in.limit(wire.length);
      assertThat(parser.read(in, read, cut)).isEqualTo(payload.length - cut);
      assertThat(read).isEqualTo(payload);
      assertThat(parser.midFrame()).isFalse();
    }
  }

  @Test
  void controlFramesComeWholeEvenBetweenFragments() {
    FrameParser parser = new FrameParser(SERVER);
    assertThat(parser.next(ByteBuffer.wrap(bytes("0280 00000000")))).isEqualTo(Inbound.DATA);
    assertThat(parser.midMessage()).isTrue();
    assertThat(parser.next(ByteBuffer.wrap(bytes("8983 01010101 60")))).isEqualTo(Inbound.MORE);
    assertThat(parser.midFrame()).isTrue();
    assertThat(parser.next(ByteBuffer.wrap(bytes("63")))).isEqualTo(Inbound.MORE);
    ByteBuffer last = ByteBuffer.wrap(bytes("62 8a80 00000000 8080"));
    assertThat(parser.next(last)).isEqualTo(Inbound.PING);
    assertThat(parser.midFrame()).isFalse();
    assertThat(Readings.hex(parser.takeControl())).isEqualTo("616263");
    assertThat(parser.next(last)).isEqualTo(Inbound.PONG);
    assertThat(parser.takeControl().isReadOnly()).isTrue();
    assertThat(parser.midMessage()).isTrue();
    assertThat(parser.next(last)).isEqualTo(Inbound.MORE);
    assertThat(parser.next(ByteBuffer.wrap(bytes("00000000")))).isEqualTo(Inbound.DATA);
    assertThat(parser.midMessage()).isFalse();
  }

  @Test
  void aTakenControlPayloadIsForgotten() {
    FrameParser parser = new FrameParser(CLIENT);
    parser.next(ByteBuffer.wrap(bytes("8901 61")));
    assertThat(parser.takeControl().remaining()).isEqualTo(1);
    assertThat(parser.takeControl().remaining()).isZero();
  }

  @Test
  void theConsumerMayStopAfterAnyEventAndGoOnLater() {
    FrameParser parser = new FrameParser(CLIENT);
    ByteBuffer in = ByteBuffer.wrap(bytes("8900 8a00 8200"));
    assertThat(parser.next(in)).isEqualTo(Inbound.PING);
    assertThat(in.remaining()).isEqualTo(4);
    assertThat(parser.next(in)).isEqualTo(Inbound.PONG);
    assertThat(in.remaining()).isEqualTo(2);
    assertThat(parser.next(in)).isEqualTo(Inbound.DATA);
    assertThat(parser.next(in)).isEqualTo(Inbound.MORE);
  }

  @Test
  void afterCloseEverythingIsSwallowed() {
    FrameParser parser = new FrameParser(CLIENT);
    assertThatIllegalStateException()
        .isThrownBy(parser::closeReason)
        .withMessage("no Close frame was read");
    ByteBuffer in = ByteBuffer.wrap(bytes("8802 03e9 ff ff"));
    assertThat(parser.next(in)).isEqualTo(Inbound.CLOSE);
    assertThat(parser.closeReason()).isEqualTo(CloseReason.of(CloseCode.GOING_AWAY));
    assertThat(parser.midFrame()).isFalse();
    assertThat(parser.takeControl().remaining()).isZero();
    assertThat(parser.next(in)).isEqualTo(Inbound.MORE);
    assertThat(in.remaining()).isZero();
    assertThat(parser.next(ByteBuffer.wrap(bytes("8800")))).isEqualTo(Inbound.MORE);
  }

  @Test
  void theCloseCodesAreReadStrictlyOrLeniently() {
    assertThat(wrong(CLIENT, "8802 0800"))
        .isEqualTo("1002 after 4: Close frame with the illegal code 2048");
    assertThat(wrong(CLIENT.lenientCodes(true), "8802 0800")).isEqualTo("fine");
    assertThat(wrong(CLIENT, "8803 03e8 ff"))
        .isEqualTo("1007 after 5: reason of the Close frame is not UTF-8");
  }

  @Test
  void afterAViolationNoByteIsTaken() {
    FrameParser parser = new FrameParser(CLIENT);
    assertThatIllegalStateException().isThrownBy(parser::violation).withMessage("nothing is wrong");
    assertThat(parser.next(ByteBuffer.wrap(bytes("83")))).isEqualTo(Inbound.VIOLATION);
    ByteBuffer good = ByteBuffer.wrap(bytes("8900"));
    assertThat(parser.next(good)).isEqualTo(Inbound.VIOLATION);
    assertThat(good.remaining()).isEqualTo(2);
  }

  @Test
  void isMidFrameFromTheFirstByteOn() {
    FrameParser parser = new FrameParser(CLIENT);
    assertThat(parser.midFrame()).isFalse();
    assertThat(parser.next(ByteBuffer.allocate(0))).isEqualTo(Inbound.MORE);
    assertThat(parser.midFrame()).isFalse();
    parser.next(ByteBuffer.wrap(bytes("81")));
    assertThat(parser.midFrame()).isTrue();
    assertThat(parser.midMessage()).isFalse();
    parser.next(ByteBuffer.wrap(bytes("00")));
    assertThat(parser.midFrame()).isFalse();
  }
}
