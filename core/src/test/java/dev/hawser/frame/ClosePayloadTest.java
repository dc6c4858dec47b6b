package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosePayloadTest {
  private static ClosePayload code(int code, boolean lenient) {
    return ClosePayload.read(new byte[] {(byte) (code >> 8), (byte) code}, lenient);
  }

  @Test
  void anEmptyBodySaysNoStatus() {
    assertThat(ClosePayload.read(new byte[0], false))
        .isEqualTo(new ClosePayload(CloseReason.NONE, null));
  }

  @Test
  void aBodyOfOneByteIsAProtocolError() {
    assertThat(ClosePayload.read(new byte[1], true).violation())
        .isEqualTo(
            new Violation(CloseCode.PROTOCOL_ERROR, "Close frame with a payload of one byte"));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
        4999
      })
  void aLegalCodeIsKept(int code) {
    assertThat(code(code, false).reason()).isEqualTo(CloseReason.of(CloseCode.of(code)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 5000, 32768, 65535})
  void anIllegalCodeIsAProtocolErrorEvenLeniently(int code) {
    assertThat(code(code, true).violation())
        .isEqualTo(
            new Violation(CloseCode.PROTOCOL_ERROR, "Close frame with the illegal code " + code));
  }

  @ParameterizedTest
  @ValueSource(ints = {1016, 2000, 2999})
  void anUnassignedCodeIsIllegalStrictlyAndKeptLeniently(int code) {
    assertThat(code(code, false).violation()).isNotNull();
    assertThat(code(code, true).reason()).isEqualTo(CloseReason.of(CloseCode.of(code)));
  }

  @Test
  void theTextIsUtf8() {
    assertThat(ClosePayload.read(Readings.bytes("03e8 e98d b5"), false).reason())
        .isEqualTo(CloseReason.of(CloseCode.NORMAL_CLOSURE, "鍵"));
    Violation expected =
        new Violation(
            CloseCode.INVALID_FRAME_PAYLOAD_DATA, "reason of the Close frame is not UTF-8");
    assertThat(ClosePayload.read(Readings.bytes("03e8 e98d"), false).violation())
        .isEqualTo(expected);
    assertThat(ClosePayload.read(Readings.bytes("03e8 ff"), false).violation()).isEqualTo(expected);
  }

  @Test
  void isWrittenAsItIsRead() {
    ByteBuffer none = ClosePayload.write(CloseReason.NONE);
    assertThat(none.remaining()).isZero();
    assertThat(Readings.hex(ClosePayload.write(CloseReason.of(CloseCode.of(4999), "aé"))))
        .isEqualTo("138761c3a9");
  }
}
