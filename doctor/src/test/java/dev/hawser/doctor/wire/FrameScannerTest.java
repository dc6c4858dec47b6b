package dev.hawser.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.evidence.FrameNote;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "8103e282ac, ''", // text in one frame
    "0102e282 8001ac, ''", // a character over two frames
    "0102e282 8900 8001ac, ''", // and a Ping in between
    "0100 0000 8000, ''",
    "820180, ''", // binary
    "c10180, ''", // compressed: not looked at
    "8101fc, not-utf8",
    "8102e282, not-utf8", // ends inside a character
    "0101c3 800128, not-utf8",
    "0101c3 8200, still-open",
    "800178, nothing-begun",
    "8100 8000, nothing-begun",
    "0900, fragmented-control",
    "0a00, fragmented-control"
  })
  void whatElseIsIllegalIsNotedOnTheLastFrame(String hex, String defect) {
    FrameScanner scanner = new FrameScanner();
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    List<FrameScanner.Scanned> all = scanner.take(ByteBuffer.wrap(bytes), 0);
    assertThat(all.get(all.size() - 1).note().defect()).isEqualTo(defect);
  }

  @Test
  void aTextMessageThatIsNotUtf8DoesNotSpoilTheNext() {
    FrameScanner scanner = new FrameScanner();
    byte[] bytes = HexFormat.of().parseHex("8101fc8102c3a9");
    assertThat(scanner.take(ByteBuffer.wrap(bytes), 0))
        .extracting(one -> one.note().defect())
        .containsExactly(FrameNote.NOT_UTF8, "");
  }

  @Test
  void aControlFrameHoldsHundredTwentyFiveBytesAtMost() {
    FrameScanner scanner = new FrameScanner();
    ByteBuffer full = ByteBuffer.allocate(2 + 125).put(0, new byte[] {(byte) 0x89, 125});
    ByteBuffer more = ByteBuffer.allocate(4 + 126).put(0, new byte[] {(byte) 0x89, 126, 0, 126});
    assertThat(scanner.take(full, 0).get(0).note().defect()).isEmpty();
    assertThat(scanner.take(more, 0).get(0).note().defect()).isEqualTo(FrameNote.LONG_CONTROL);
  }

  @Test
  void aLongTextIsLookedAtToItsEnd() {
    FrameScanner scanner = new FrameScanner();
    byte[] frame = new byte[4 + 5_000];
    System.arraycopy(HexFormat.of().parseHex("817e1388"), 0, frame, 0, 4);
    assertThat(scanner.take(ByteBuffer.wrap(frame), 0).get(0).note().defect()).isEmpty();
    frame[frame.length - 1] = (byte) 0x80;
    assertThat(scanner.take(ByteBuffer.wrap(frame), 0).get(0).note().defect())
        .isEqualTo(FrameNote.NOT_UTF8);
  }

  @Test
  void anIllegalHeadIsSeenThoughItsPayloadNeverComes() {
    FrameScanner scanner = new FrameScanner();
    assertThat(scanner.stuck(5)).isNull();
    scanner.take(ByteBuffer.wrap("<html>".getBytes(StandardCharsets.US_ASCII)), 1);
    FrameNote stuck = scanner.stuck(5);
    assertThat(stuck.opcode()).isEqualTo(0xC);
    assertThat(stuck.rsv()).isEqualTo(0x30);
    assertThat(stuck.length()).isEqualTo(104);
    assertThat(stuck.atMillis()).isEqualTo(5);
    assertThat(stuck.illegal()).isTrue();
  }

  @Test
  void aLegalHeadIsWaitedFor() {
    FrameScanner scanner = new FrameScanner();
    scanner.take(ByteBuffer.wrap(new byte[] {(byte) 0x81, 9, 'h'}), 1);
    assertThat(scanner.stuck(5)).isNull();
  }
}
