package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    }
    assertThat(sent()).isEqualTo(-1);
    wire.flush();
    assertThat(sent()).isEqualTo(640);
    assertThat(sent()).isEqualTo(-1);
  }

  /** Takes what is written at once, as a socket with room does, and notes from where. */
  private static final class Taking extends ChannelOutboundHandlerAdapter {
    private final Set<Long> places = new HashSet<>();
    private final List<Integer> taken = new ArrayList<>();

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      ByteBuf bytes = (ByteBuf) message;
      places.add(bytes.memoryAddress());
      taken.add(bytes.readInt());
      bytes.release();
      promise.trySuccess(null);
    }
  }

  @Test
  void writesFromTheSameMemoryAgainOnceItIsTaken() {
    Taking taking = new Taking();
    EmbeddedChannel socket = new EmbeddedChannel(taking);
    NettyWire direct = new NettyWire(socket);
    direct.opened();
    for (int i = 0; i < 100; i++) {
      direct.room(10).putInt(i).put(new byte[6]);
      direct.flush();
    }
    assertThat(taking.taken).hasSize(100).isSorted().doesNotHaveDuplicates();
    assertThat(taking.places).hasSizeLessThanOrEqualTo(4);
    direct.drop();
    socket.finishAndReleaseAll();
  }

  @Test
  void whatIsNotTakenKeepsItsMemory() {
    wire.opened();
    for (int i = 0; i < 20; i++) {
      wire.room(8_000).putInt(i).put(new byte[7_996]);
      wire.flush();
    }
    for (int i = 0; i < 20; i++) {
      ByteBuf bytes = channel.readOutbound();
      assertThat(bytes.readInt()).isEqualTo(i);
      bytes.release();
    }
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
    wire.drop();
    wire.drop();
    wire.room(6).put(new byte[6]);
    wire.flush();
    channel.runPendingTasks();
    assertThat(sent()).isEqualTo(-1);
    assertThat(channel.isOpen()).isFalse();
  }
}
