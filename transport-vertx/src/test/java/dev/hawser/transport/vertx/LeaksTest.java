package dev.hawser.transport.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaksTest {
  @Test
  void aBufferThatNobodyReleasedIsNoticed() {
    lose();
    List<String> seen = List.of();
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (seen.isEmpty() && System.nanoTime() < end) {
      seen = Leaks.seen();
    }
    assertThat(seen).isNotEmpty();
    assertThat(seen.get(0)).contains("ByteBuf");
  }

  private static void lose() {
    ByteBuf lost = ByteBufAllocator.DEFAULT.directBuffer(16);
    assertThat(lost.refCnt()).isEqualTo(1);
  }
}
