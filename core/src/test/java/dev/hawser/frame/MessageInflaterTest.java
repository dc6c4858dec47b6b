package dev.hawser.frame;

import static dev.hawser.frame.Readings.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageInflaterTest {
  /** The examples of RFC 7692 s.7.2.3. */
  private static final byte[] HELLO = bytes("f248cdc9c90700");

  private static final byte[] HELLO_AGAIN = bytes("f200110000");
  private static final byte[] HELLO_STORED = bytes("000500faff48656c6c6f00");
  private static final byte[] HELLO_FINAL = bytes("f348cdc9c9070000");
  private static final byte[] HELLO_IN_TWO_BLOCKS = bytes("f248050000 00ffffcac9c90700");

  private final MessageInflater inflater = new MessageInflater(1 << 20, false);
  private final MessageInflater alone = new MessageInflater(1 << 20, true);

  @AfterEach
  void givesItsMemoryBack() {
    inflater.free();
    alone.free();
  }

  private static String read(MessageInflater from, byte[]... pieces) {
    from.next();
    for (int i = 0; i < pieces.length; i++) {
      Violation wrong = from.add(pieces[i], pieces[i].length, i == pieces.length - 1);
      if (wrong != null) {
        return wrong.code().value() + " " + wrong.detail();
      }
    }
    return new String(from.out(), 0, from.bytes(), StandardCharsets.UTF_8);
  }

  private static byte[] deflated(byte[] content, int level) {
    Deflater deflater = new Deflater(level, true);
    deflater.setInput(content);
    byte[] out = new byte[content.length * 2 + 100];
    int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return Arrays.copyOf(out, length - 4);
  }

  @Test
  void readsTheExamplesOfTheRfc() {
    assertThat(read(inflater, HELLO)).isEqualTo("Hello");
    assertThat(read(inflater, HELLO_AGAIN)).isEqualTo("Hello");
    assertThat(read(inflater, HELLO_STORED)).isEqualTo("Hello");
    assertThat(read(inflater, HELLO_FINAL)).isEqualTo("Hello");
    assertThat(read(inflater, HELLO_IN_TWO_BLOCKS)).isEqualTo("Hello");
    assertThat(read(alone, HELLO)).isEqualTo("Hello");
    assertThat(read(alone, HELLO_STORED)).isEqualTo("Hello");
    assertThat(read(alone, HELLO_FINAL)).isEqualTo("Hello");
    assertThat(read(alone, HELLO_IN_TWO_BLOCKS)).isEqualTo("Hello");
  }

  @Test
  void readsThemByteByByte() {
    for (byte[] example : new byte[][] {HELLO, HELLO_STORED, HELLO_FINAL, HELLO_IN_TWO_BLOCKS}) {
      byte[][] pieces = new byte[example.length][];
      for (int i = 0; i < pieces.length; i++) {
        pieces[i] = new byte[] {example[i]};
      }
      assertThat(read(inflater, pieces)).isEqualTo("Hello");
      assertThat(read(alone, pieces)).isEqualTo("Hello");
    }
  }

  @Test
  void takesOnlyAsMuchOfAPieceAsItIsTold() {
    byte[] longer = Arrays.copyOf(HELLO, 100);
    assertThat(inflater.add(longer, 7, true)).isNull();
    assertThat(new String(inflater.out(), 0, inflater.bytes(), StandardCharsets.UTF_8))
        .isEqualTo("Hello");
  }

  @Test
  void anEmptyMessageIsOneZeroByteAndAnEmptyPayloadIsTakenForOne() {
    for (MessageInflater each : new MessageInflater[] {inflater, alone}) {
      assertThat(read(each, new byte[] {0})).isEmpty();
      assertThat(read(each, new byte[0])).isEmpty();
      assertThat(each.held()).isEqualTo(each == inflater);
      assertThat(read(each, HELLO)).isEqualTo("Hello");
      assertThat(read(each, new byte[0])).isEmpty();
      assertThat(read(each, new byte[0], HELLO, new byte[0])).isEqualTo("Hello");
    }
  }

  @Test
  void aLastBlockNeedsNothingBehindIt() {
    byte[] bare = Arrays.copyOf(HELLO_FINAL, HELLO_FINAL.length - 1);
    for (MessageInflater each : new MessageInflater[] {inflater, alone}) {
      assertThat(read(each, bare)).isEqualTo("Hello");
      assertThat(read(each, bare)).isEqualTo("Hello");
      assertThat(read(each, HELLO)).isEqualTo("Hello");
    }
  }

  @Test
  void severalLastBlocksMayStandInOneMessage() {
    byte[] bare = Arrays.copyOf(HELLO_FINAL, HELLO_FINAL.length - 1);
    assertThat(read(inflater, Readings.join(bare, bare, HELLO))).isEqualTo("HelloHelloHello");
    assertThat(read(alone, Readings.join(bare, bare), bare)).isEqualTo("HelloHelloHello");
  }

  @Test
  void messagesThatStandAloneKnowNothingOfEachOther() {
    assertThat(read(alone, HELLO)).isEqualTo("Hello");
    assertThat(alone.held()).isFalse();
    assertThat(read(alone, HELLO_AGAIN))
        .isEqualTo("1007 compressed data is broken: invalid distance too far back");
  }

  @Test
  void aContextIsHeldUntilItIsGivenBack() {
    assertThat(inflater.held()).isFalse();
    assertThat(read(inflater, HELLO)).isEqualTo("Hello");
    assertThat(inflater.held()).isTrue();
    inflater.free();
    assertThat(inflater.held()).isFalse();
    inflater.free();
    assertThat(read(inflater, HELLO_AGAIN)).startsWith("1007 ");
  }

  @Test
  void everyNativeStreamThatIsMadeIsEndedOnce() {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    Supplier<Inflater> counting =
        () -> {
          made.incrementAndGet();
          return new Inflater(true) {
            @Override
            public void end() {
              ended.incrementAndGet();
              super.end();
            }
          };
        };
    MessageInflater kept = new MessageInflater(1000, false, counting);
    assertThat(read(kept, HELLO)).isEqualTo("Hello");
    assertThat(read(kept, HELLO)).isEqualTo("Hello");
    assertThat(made).hasValue(1);
    assertThat(ended).hasValue(0);
    kept.free();
    kept.free();
    assertThat(ended).hasValue(1);
    MessageInflater single = new MessageInflater(1000, true, counting);
    assertThat(read(single, HELLO)).isEqualTo("Hello");
    assertThat(read(single, HELLO_FINAL)).isEqualTo("Hello");
    assertThat(made).hasValue(3);
    assertThat(ended).hasValue(3);
  }

  @Test
  void aMessageOfTheBoundIsDoneWithAsAnyOther() {
    MessageInflater tight = new MessageInflater(5, true);
    assertThat(read(tight, HELLO)).isEqualTo("Hello");
    assertThat(tight.held()).isFalse();
    tight.next();
    assertThat(tight.add(HELLO, HELLO.length, false)).isNull();
    assertThat(tight.bytes()).isEqualTo(5);
    assertThat(tight.add(new byte[0], 0, true)).isNull();
    assertThat(tight.held()).isFalse();
  }

  @Test
  void amidAMessageThatStandsAloneSomethingIsHeld() {
    alone.next();
    assertThat(alone.add(HELLO, 3, false)).isNull();
    assertThat(alone.held()).isTrue();
    alone.free();
    assertThat(alone.held()).isFalse();
  }

  @Test
  void whatFreesItAmidALastBlockLeavesNoTrace() {
    assertThat(read(inflater, Arrays.copyOf(HELLO_FINAL, HELLO_FINAL.length - 1)))
        .isEqualTo("Hello");
    inflater.free();
    assertThat(read(inflater, HELLO)).isEqualTo("Hello");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 255, 256, 257, 1023, 1024, 1025, 65_536, 1 << 20})
  void inflatesUpToTheBoundAndNotAByteMore(int size) {
    byte[] packed = deflated(new byte[size], 9);
    if (size > 0) {
      MessageInflater tight = new MessageInflater(size - 1 == 0 ? 1 : size - 1, true);
      if (size > 1) {
        assertThat(read(tight, packed))
            .isEqualTo(
                "1009 message inflates to over " + (size - 1) + " bytes, which is the limit");
        assertThat(tight.bytes()).isEqualTo(size);
        assertThat(tight.out().length).isLessThanOrEqualTo(size);
      }
      tight.free();
    }
    MessageInflater enough = new MessageInflater(Math.max(1, size), true);
    assertThat(read(enough, packed)).hasSize(size);
    assertThat(enough.bytes()).isEqualTo(size);
  }

  @Test
  void aBombIsStoppedAtTheBoundWhereverInThePieceItIs() {
    byte[] bomb = deflated(new byte[20 << 20], 9);
    assertThat(bomb.length).isLessThan(25_000);
    MessageInflater tight = new MessageInflater(10_000, false);
    tight.next();

    Violation wrong = tight.add(bomb, bomb.length, false);

    assertThat(wrong)
        .isEqualTo(Violation.size("message inflates to over 10000 bytes, which is the limit"));
    assertThat(tight.bytes()).isEqualTo(10_001);
    assertThat(tight.out()).hasSize(10_001);
    tight.free();
  }

  @Test
  void memoryFollowsWhatComesOut() {
    inflater.next();
    inflater.add(HELLO, HELLO.length, true);
    assertThat(inflater.out()).hasSize(256);
    byte[] noise = new byte[1000];
    new Random(1).nextBytes(noise);
    byte[] stored = deflated(noise, 0);
    inflater.next();
    assertThat(inflater.out()).isEmpty();
    assertThat(inflater.bytes()).isZero();
    inflater.add(stored, stored.length, true);
    assertThat(inflater.out()).hasSize(4 * stored.length);
    byte[] packed = deflated(new byte[100_000], 9);
    inflater.next();
    inflater.add(packed, packed.length, true);
    assertThat(inflater.out().length).isBetween(100_000, 200_000);
  }

  @Test
  void brokenDataIsNoMessage() {
    assertThat(read(inflater, bytes("ffffff")))
        .isEqualTo("1007 compressed data is broken: invalid block type");
    assertThat(read(alone, bytes("000500faf0")))
        .isEqualTo("1007 compressed data is broken: invalid stored block lengths");
  }

  @Test
  void aMessageThatIsCutOffWithinABlockIsNoMessage() {
    byte[] cut = Arrays.copyOf(HELLO_STORED, 6);
    assertThat(read(inflater, cut))
        .isEqualTo("1007 compressed data is broken: it ends within a block");
    assertThat(read(alone, cut))
        .isEqualTo("1007 compressed data is broken: it ends within a block");
    // Behind the head of a stored block nothing comes out of the tail.
    assertThat(read(alone, bytes("00"))).isEmpty();
    assertThat(read(alone, bytes("0000"))).startsWith("1007 ");
    // Of a block with codes of its own, which were not read to their end.
    MessageInflater fresh = new MessageInflater(1000, true);
    assertThat(read(fresh, bytes("0400")))
        .isEqualTo("1007 compressed data is broken: it ends within a block");
    fresh.free();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9})
  void whereMessagesStandAloneEachCutIsNoticed(int level) {
    byte[] content = new byte[600];
    new Random(9).nextBytes(content);
    Arrays.fill(content, 100, 300, (byte) 'x');
    byte[] packed = deflated(content, level);
    int unnoticed = 0;
    for (int length = 2; length < packed.length; length++) {
      MessageInflater each = new MessageInflater(1 << 20, true);
      each.next();
      Violation wrong = each.add(packed, length, true);
      unnoticed += wrong == null ? 1 : 0;
      each.free();
    }
    assertThat(unnoticed).isZero();
  }
}
