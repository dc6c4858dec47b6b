package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Role;
import dev.hawser.frame.Compression;
import dev.hawser.frame.DeflateTerms;
import dev.hawser.frame.Deflation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedMessageTest {
  private static final Compression ALONE = Compression.deflate().serverNoContextTakeover(true);
  private static final String TEXT = "{\"rope\":\"tauwerk\",\"length\":12} ".repeat(40);

  private final List<Deflation> made = new ArrayList<>();
  private final SharedMessage message = SharedMessage.text(TEXT);

  private Deflation server(Compression wish) {
    DeflateTerms terms = new DeflateTerms(false, false, "permessage-deflate");
    Deflation deflation = Deflation.of(Role.SERVER, terms, wish);
    made.add(deflation);
    return deflation;
  }

  private ByteBuffer deflated(Deflation by) {
    return Objects.requireNonNull(message.deflated(by));
  }

  @AfterEach
  void givesTheMemoryBack() {
    made.forEach(Deflation::close);
  }

  @Test
  void isCompressedOnceForAllWhoseMessagesStandAlone() {
    ByteBuffer first = deflated(server(ALONE));
    assertThat(deflated(server(ALONE))).isSameAs(first);
    assertThat(deflated(server(ALONE.atLeast(1)))).isSameAs(first);
    assertThat(first).isEqualTo(server(ALONE).deflate(message.bytes()));
    assertThat(first.remaining()).isLessThan(TEXT.length() / 4);
  }

  @Test
  void isCompressedAnewForAnotherLevel() {
    ByteBuffer usual = deflated(server(ALONE));
    ByteBuffer fast = deflated(server(ALONE.level(1)));
    assertThat(fast).isEqualTo(server(ALONE.level(1)).deflate(message.bytes()));
    assertThat(fast).isNotEqualTo(usual);
    assertThat(deflated(server(ALONE))).isNotSameAs(usual).isEqualTo(usual);
  }

  @Test
  void isCompressedForItselfByWhoKeepsAContext() {
    ByteBuffer alone = deflated(server(ALONE));
    Deflation keeping = server(Compression.deflate());
    assertThat(deflated(keeping)).isNotSameAs(alone);
    ByteBuffer again = deflated(keeping); // it refers to the one before
    assertThat(again.remaining()).isLessThan(alone.remaining());
    assertThat(deflated(server(ALONE))).isSameAs(alone);
  }

  @Test
  void whatWouldNotBecomeSmallerIsFoundOutOnce() {
    byte[] noise = new byte[500];
    new Random(3).nextBytes(noise);
    SharedMessage random = SharedMessage.binary(ByteBuffer.wrap(noise));
    assertThat(random.deflated(server(ALONE))).isNull();
    assertThat(random.deflated(server(ALONE))).isNull();
    assertThat(random.bytes()).isEqualTo(ByteBuffer.wrap(noise));
  }
}
