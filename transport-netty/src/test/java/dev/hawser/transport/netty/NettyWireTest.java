package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyWireTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final NettyWire wire = new NettyWire(channel);

  @AfterEach
  void close() {
    wire.drop();
    channel.finishAndReleaseAll();
  }

  private int sent() {
    ByteBuf bytes = channel.readOutbound();
    if (bytes == null) {
      return -1;
    }
    int count = bytes.readableBytes();
    bytes.release();
    return count;
  }

  @Test
  void sendsManySmallFramesOfOneTurnAsOneBuffer() {
    for (int i = 0; i < 64; i++) {
      wire.room(10).put(new byte[10]);
      wire.flush();
    }
    assertThat(sent()).isEqualTo(-1);
    channel.runPendingTasks();
    assertThat(sent()).isEqualTo(640);
    assertThat(sent()).isEqualTo(-1);
  }

  @Test
  void sendsWhatAReadLedToAtItsEnd() {
    wire.reading(true);
    wire.room(3).put(new byte[3]);
    wire.flush();
    wire.room(4).put(new byte[4]);
    wire.flush();
    channel.runPendingTasks();
    assertThat(sent()).isEqualTo(-1);
    wire.reading(false);
    assertThat(sent()).isEqualTo(7);
  }

  @Test
  void takesAnotherBufferWhenTheFrameDoesNotFit() {
    wire.room(8_000).put(new byte[8_000]);
    ByteBuffer second = wire.room(66_000);
    assertThat(second.remaining()).isGreaterThanOrEqualTo(66_000);
    second.put(new byte[66_000]);
    wire.flush();
    channel.runPendingTasks();
    assertThat(sent()).isEqualTo(8_000);
    assertThat(sent()).isEqualTo(66_000);
  }

  @Test
  void sendsNothingOnceDropped() {
    wire.room(5).put(new byte[5]);
    wire.flush();
    wire.drop();
    wire.drop();
    wire.room(6).put(new byte[6]);
    wire.flush();
    channel.runPendingTasks();
    assertThat(sent()).isEqualTo(-1);
    assertThat(channel.isOpen()).isFalse();
  }
}
