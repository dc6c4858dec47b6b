package dev.hawser.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.evidence.FrameNote;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
  private static final String FRAMES =
      "8902abcd" // Ping
          + "88050fa1627965" // Close 4001 "bye"
          + "b10168" // text with RSV2 and RSV3
          + "8880"
          + "01020304"; // an empty masked Close

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void framesAreTheSameHoweverTheirBytesArrive(int piece) {
    byte[] bytes = HexFormat.of().parseHex(FRAMES);
    FrameScanner scanner = new FrameScanner();
    List<FrameScanner.Scanned> all = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += piece) {
      all.addAll(scanner.take(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)), 7));
    }
    assertThat(all)
        .extracting(FrameScanner.Scanned::note)
        .containsExactly(
            new FrameNote(9, 0, false, 2, 0, "", 7),
            new FrameNote(8, 0, false, 5, 4001, "bye", 7),
            new FrameNote(1, 0x30, false, 1, 0, "", 7),
            new FrameNote(8, 0, true, 0, 1005, "", 7));
    assertThat(all.get(0).payload())
        .isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0xAB, (byte) 0xCD}));
    assertThat(scanner.midFrame()).isFalse();
  }

  @Test
  void longFramesAreCountedAndForgotten() {
    FrameScanner scanner = new FrameScanner();
    byte[] frame = new byte[10 + 70_000];
    System.arraycopy(HexFormat.of().parseHex("827f0000000000011170"), 0, frame, 0, 10);
    List<FrameScanner.Scanned> all = scanner.take(ByteBuffer.wrap(frame), 0);
    assertThat(all).hasSize(1);
    assertThat(all.get(0).note().length()).isEqualTo(70_000);
    assertThat(all.get(0).payload().remaining()).isZero();
    scanner.take(ByteBuffer.wrap(new byte[] {(byte) 0x81, 2, 'h'}), 0);
    assertThat(scanner.midFrame()).isTrue();
  }
}
