package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDeflaterTest {
  private static final byte[] TAIL = {0, 0, -1, -1};

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return copy;
  }

  private static byte[] inflate(Inflater with, ByteBuffer message, int size)
      throws DataFormatException {
    with.setInput(Readings.join(bytes(message), TAIL));
    byte[] out = new byte[size + 10];
    int bytes = with.inflate(out);
    assertThat(with.needsInput()).isTrue();
    return java.util.Arrays.copyOf(out, bytes);
  }

  @Test
  void keepsTheContextSoThatARepeatedMessageIsFewBytes() throws DataFormatException {
    MessageDeflater deflater = new MessageDeflater(6, false);
    Inflater inflater = new Inflater(true);
    String text = "{\"symbol\":\"HAW\",\"price\":12.5,\"size\":100}";
    ByteBuffer first = Objects.requireNonNull(deflater.deflate(utf8(text)));
    ByteBuffer second = Objects.requireNonNull(deflater.deflate(utf8(text)));

    assertThat(inflate(inflater, first, 200)).isEqualTo(bytes(utf8(text)));
    assertThat(inflate(inflater, second, 200)).isEqualTo(bytes(utf8(text)));
    assertThat(second.remaining()).isLessThan(10).isLessThan(first.remaining() / 2);
    assertThat(deflater.held()).isTrue();
    inflater.end();
    deflater.free();
  }

  @Test
  void eachMessageOfThoseThatStandAloneIsTheSameAndLeavesNothingHeld() throws DataFormatException {
    MessageDeflater deflater = new MessageDeflater(6, true);
    String text = "tauwerk, tauwerk, tauwerk, tauwerk";
    assertThat(deflater.held()).isFalse();
    ByteBuffer first = Objects.requireNonNull(deflater.deflate(utf8(text)));
    assertThat(deflater.held()).isFalse();
    ByteBuffer second = Objects.requireNonNull(deflater.deflate(utf8(text)));

    assertThat(second).isEqualTo(first);
    Inflater inflater = new Inflater(true);
    assertThat(inflate(inflater, second, 200)).isEqualTo(bytes(utf8(text)));
    inflater.end();
  }

  @Test
  void oneThatStandsAloneIsLeftAsItIsFromTheSameSizeOn() {
    int same = 0;
    for (int first = 3; first < 20; first++) {
      for (int again = 3; again <= first; again++) {
        String letters = "abcdefghijklmnopqrst";
        ByteBuffer text = utf8(letters.substring(0, first) + letters.substring(0, again));
        MessageDeflater keeping = new MessageDeflater(6, false);
        int bytes = Objects.requireNonNull(keeping.deflate(text)).remaining();
        keeping.free();
        same += bytes == text.remaining() ? 1 : 0;
        ByteBuffer alone = new MessageDeflater(6, true).deflate(text);
        assertThat(alone == null).isEqualTo(bytes >= text.remaining());
      }
    }
    assertThat(same).isPositive();
  }

  @Test
  void oneThatStandsAloneAndWouldNotBecomeSmallerIsLeftAsItIs() {
    assertThat(new MessageDeflater(6, true).deflate(utf8("abc"))).isNull();
    ByteBuffer smaller = new MessageDeflater(6, true).deflate(utf8("aaaaaaaa"));
    assertThat(Objects.requireNonNull(smaller).remaining()).isLessThan(8);
  }

  @Test
  void oneThatHasAContextIsSentThoughItIsNotSmallerSinceTheContextHoldsIt()
      throws DataFormatException {
    MessageDeflater deflater = new MessageDeflater(6, false);
    byte[] noise = new byte[300];
    new Random(5).nextBytes(noise);
    ByteBuffer first = Objects.requireNonNull(deflater.deflate(ByteBuffer.wrap(noise)));
    ByteBuffer second = Objects.requireNonNull(deflater.deflate(ByteBuffer.wrap(noise)));
    assertThat(first.remaining()).isBetween(300, 320);
    assertThat(second.remaining()).isLessThan(20);
    Inflater inflater = new Inflater(true);
    assertThat(inflate(inflater, first, 300)).isEqualTo(noise);
    assertThat(inflate(inflater, second, 300)).isEqualTo(noise);
    inflater.end();
    deflater.free();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 100, 127, 128, 129, 1000, 65_535, 65_536, 300_000})
  void packsNoiseOfEachLengthWhole(int length) throws DataFormatException {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    MessageDeflater deflater = new MessageDeflater(6, false);
    ByteBuffer direct = ByteBuffer.allocateDirect(length + 3).position(3).put(noise).position(3);

    ByteBuffer packed = Objects.requireNonNull(deflater.deflate(direct.asReadOnlyBuffer()));

    Inflater inflater = new Inflater(true);
    assertThat(inflate(inflater, packed, length)).isEqualTo(noise);
    assertThat(packed.remaining()).isLessThan(length + 11 + length / 1000);
    assertThat(direct.position()).isEqualTo(3);
    inflater.end();
    deflater.free();
  }

  @Test
  void aHigherLevelMakesItSmaller() {
    StringBuilder text = new StringBuilder();
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      text.append("word").append(random.nextInt(500)).append(' ');
    }
    int fast = size(1, text.toString());
    int small = size(9, text.toString());
    assertThat(small).isLessThan(fast);
  }

  private static int size(int level, String text) {
    MessageDeflater deflater = new MessageDeflater(level, true);
    return Objects.requireNonNull(deflater.deflate(utf8(text))).remaining();
  }

  @Test
  void everyNativeStreamThatIsMadeIsEndedOnce() {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    Supplier<Deflater> counting =
        () -> {
          made.incrementAndGet();
          return new Deflater(6, true) {
            @Override
            public void end() {
              ended.incrementAndGet();
              super.end();
            }
          };
        };
    MessageDeflater kept = new MessageDeflater(false, counting);
    kept.deflate(utf8("abc"));
    kept.deflate(utf8("abc"));
    assertThat(made).hasValue(1);
    assertThat(ended).hasValue(0);
    kept.free();
    kept.free();
    assertThat(ended).hasValue(1);
    MessageDeflater alone = new MessageDeflater(true, counting);
    alone.deflate(utf8("abc"));
    alone.deflate(utf8("aaaaaaaaaaaaaaaa"));
    assertThat(made).hasValue(3);
    assertThat(ended).hasValue(3);
  }

  @Test
  void givesItsMemoryBackAndMayBeToldSoTwice() {
    MessageDeflater deflater = new MessageDeflater(6, false);
    deflater.free();
    deflater.deflate(utf8("abc"));
    assertThat(deflater.held()).isTrue();
    deflater.free();
    assertThat(deflater.held()).isFalse();
    deflater.free();
    assertThat(deflater.held()).isFalse();
  }
}
