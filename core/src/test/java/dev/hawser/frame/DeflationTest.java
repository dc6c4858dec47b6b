package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeflationTest {
  private static final Compression WISH = Compression.deflate();
  private static final DeflateTerms KEPT = terms(false, false);
  private static final ByteBuffer TEXT =
      ByteBuffer.wrap("rope, rope, rope, rope, rope".getBytes(StandardCharsets.US_ASCII));

  private static DeflateTerms terms(boolean server, boolean client) {
    return new DeflateTerms(server, client, "permessage-deflate");
  }

  private static ByteBuffer send(Deflation from) {
    return Objects.requireNonNull(from.deflate(TEXT));
  }

  /** Returns how many native streams are held after a message that way. */
  private static int heldAfterSending(Role self, DeflateTerms terms, Compression wish) {
    Deflation deflation = Deflation.of(self, terms, wish);
    send(deflation);
    int held = deflation.held();
    deflation.close();
    return held;
  }

  private static int heldAfterReceiving(Role self, DeflateTerms terms) {
    Deflation deflation = Deflation.of(self, terms, WISH);
    ByteBuffer packed = send(Deflation.of(self, terms(true, true), WISH));
    byte[] piece = new byte[packed.remaining()];
    packed.get(piece);
    MessageInflater inflating = deflation.inflating(1000);
    assertThat(deflation.held()).isZero();
    assertThat(inflating.add(piece, piece.length, true)).isNull();
    assertThat(inflating.bytes()).isEqualTo(TEXT.remaining());
    int held = deflation.held();
    deflation.close();
    assertThat(deflation.held()).isZero();
    return held;
  }

  @Test
  void keepsTheContextOfADirectionUnlessItWasAgreedNotTo() {
    assertThat(heldAfterSending(Role.CLIENT, KEPT, WISH)).isEqualTo(1);
    assertThat(heldAfterSending(Role.SERVER, KEPT, WISH)).isEqualTo(1);
    assertThat(heldAfterSending(Role.CLIENT, terms(true, false), WISH)).isEqualTo(1);
    assertThat(heldAfterSending(Role.SERVER, terms(false, true), WISH)).isEqualTo(1);
    assertThat(heldAfterSending(Role.CLIENT, terms(false, true), WISH)).isZero();
    assertThat(heldAfterSending(Role.SERVER, terms(true, false), WISH)).isZero();
    assertThat(heldAfterReceiving(Role.CLIENT, terms(false, true))).isEqualTo(1);
    assertThat(heldAfterReceiving(Role.SERVER, terms(true, false))).isEqualTo(1);
    assertThat(heldAfterReceiving(Role.CLIENT, terms(true, false))).isZero();
    assertThat(heldAfterReceiving(Role.SERVER, terms(false, true))).isZero();
  }

  @Test
  void aSideMayDoWithoutItsOwnContextUnasked() {
    assertThat(heldAfterSending(Role.CLIENT, KEPT, WISH.clientNoContextTakeover(true))).isZero();
    assertThat(heldAfterSending(Role.SERVER, KEPT, WISH.serverNoContextTakeover(true))).isZero();
    assertThat(heldAfterSending(Role.CLIENT, KEPT, WISH.serverNoContextTakeover(true)))
        .isEqualTo(1);
    assertThat(heldAfterSending(Role.SERVER, KEPT, WISH.clientNoContextTakeover(true)))
        .isEqualTo(1);
  }

  @Test
  void whatStandsAloneIsTheSameForAllOfItsLevel() {
    Deflation alone = Deflation.of(Role.SERVER, terms(true, false), WISH.level(3));
    assertThat(alone.shareable()).isTrue();
    assertThat(alone.level()).isEqualTo(3);
    assertThat(send(alone)).isEqualTo(send(alone));
    Deflation keeping = Deflation.of(Role.CLIENT, terms(true, false), WISH);
    assertThat(keeping.shareable()).isFalse();
    assertThat(keeping.level()).isEqualTo(6);
    keeping.close();
  }

  @Test
  void takesMessagesFromTheLeastSizeOn() {
    Deflation deflation = Deflation.of(Role.CLIENT, KEPT, WISH.atLeast(10));
    assertThat(deflation.takes(9)).isFalse();
    assertThat(deflation.takes(10)).isTrue();
  }

  @Test
  void theBoundIsThatOfTheInflater() {
    Deflation deflation = Deflation.of(Role.CLIENT, KEPT, WISH);
    ByteBuffer packed = send(deflation);
    byte[] piece = new byte[packed.remaining()];
    packed.get(piece);
    assertThat(deflation.inflating(5).add(piece, piece.length, true))
        .isEqualTo(Violation.size("message inflates to over 5 bytes, which is the limit"));
    assertThat(deflation.held()).isEqualTo(2);
    deflation.close();
    assertThat(deflation.held()).isZero();
  }

  @Test
  void closesThoughNothingCame() {
    Deflation deflation = Deflation.of(Role.SERVER, KEPT, WISH);
    deflation.close();
    assertThat(deflation.held()).isZero();
  }
}
