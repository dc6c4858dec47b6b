package dev.hawser.benchmarks;

import dev.hawser.close.Role;
import dev.hawser.frame.Frame;
import dev.hawser.frame.FrameRules;
import dev.hawser.frame.FrameWriter;
import dev.hawser.frame.Inbound;
import dev.hawser.frame.MessageReader;
import dev.hawser.frame.Opcode;
import dev.hawser.frame.Scratch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Reading and writing of frames: {@code dev.hawser.frame} beside Netty's own codec.
 *
 * <p>Both read the same direct buffer of sixteen frames, as one read of a busy socket brings them,
 * and both hand over what an application gets: a {@code String}, or the payload in memory of its
 * own. Netty's decoder and encoder are called directly, without the pipeline's cost; what is
 * written is thrown away. Shown are nanoseconds and, with {@code -prof gc}, bytes allocated on the
 * heap per frame; Netty's pooled direct memory is not among them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class FrameBenchmark {
  private static final int FRAMES = 16;
  private static final int KEY = 0x3A7C_19E5;

  /** What the frames carry. */
  public enum Payload {
    /** 32 characters of ASCII. */
    TEXT32(Opcode.TEXT, 32),
    /** 1 KiB of bytes. */
    BINARY1K(Opcode.BINARY, 1024);

    private final Opcode opcode;
    private final int bytes;

    Payload(Opcode opcode, int bytes) {
      this.opcode = opcode;
      this.bytes = bytes;
    }
  }

  /** The payload. */
  @Param public Payload payload = Payload.TEXT32;

  /** Whether frames are a client's: masked. */
  @Param({"false", "true"})
  public boolean masked;

  private final Scratch scratch = new Scratch();
  private final ByteBuffer target = ByteBuffer.allocateDirect(64 * 1024);

  private FrameWriter writer = FrameWriter.of(Role.SERVER);
  private MessageReader reader = new MessageReader(FrameRules.of(Role.SERVER));
  private String text = "";
  private ByteBuffer binary = ByteBuffer.allocate(0);
  private ByteBuffer wire = ByteBuffer.allocate(0);
  private ByteBuf nettyWire = Unpooled.EMPTY_BUFFER;
  private ByteBuf nettyBinary = Unpooled.EMPTY_BUFFER;
  private final List<Object> out = new ArrayList<>();
  private Decoder decoder = new Decoder(false);
  private Encoder encoder = new Encoder(false);
  private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
  private final ChannelHandlerContext context =
      Objects.requireNonNull(channel.pipeline().firstContext());

  /** Netty's decoder with its method opened. */
  private static final class Decoder extends WebSocket13FrameDecoder {
    Decoder(boolean masked) {
      super(
          WebSocketDecoderConfig.newBuilder()
              .expectMaskedFrames(masked)
              .allowMaskMismatch(false)
              .maxFramePayloadLength(1 << 20)
              .build());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
        throws Exception {
      super.decode(context, in, out);
    }
  }

  /** Netty's encoder with its method opened. */
  private static final class Encoder extends WebSocket13FrameEncoder {
    Encoder(boolean masked) {
      super(masked);
    }

    @Override
    protected void encode(ChannelHandlerContext context, WebSocketFrame frame, List<Object> out)
        throws Exception {
      super.encode(context, frame, out);
    }
  }

  /** For JMH. */
  public FrameBenchmark() {}

  /** Makes the frames that are read and the payloads that are written. */
  @Setup
  public void setUp() {
    writer = FrameWriter.of(masked ? Role.CLIENT : Role.SERVER);
    reader = new MessageReader(FrameRules.of(masked ? Role.SERVER : Role.CLIENT));
    text = "0123456789abcdefghijklmnopqrstuv".repeat(payload.bytes / 32);
    binary = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    wire = ByteBuffer.allocateDirect(64 * 1024);
    for (int i = 0; i < FRAMES; i++) {
      writer.frame(wire, Frame.whole(payload.opcode, binary), KEY);
    }
    wire.flip();
    nettyWire = Unpooled.wrappedBuffer(wire.duplicate());
    nettyBinary = Unpooled.directBuffer().writeBytes(binary.duplicate());
    decoder = new Decoder(masked);
    encoder = new Encoder(masked);
  }

  /** Ends the channel that lends its allocator. */
  @TearDown
  public void tearDown() {
    channel.finishAndReleaseAll();
  }

  /** Reads sixteen frames with Hawser. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void readHawser(Blackhole sink) {
    ByteBuffer in = wire.duplicate();
    Inbound found = reader.next(in, scratch);
    while (found != Inbound.MORE) {
      sink.consume(found == Inbound.TEXT ? reader.takeText() : reader.takeBinary());
      found = reader.next(in, scratch);
    }
  }

  /** Reads sixteen frames with Netty. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void readNetty(Blackhole sink) throws Exception {
    ByteBuf in = nettyWire.duplicate();
    while (in.isReadable()) {
      decoder.decode(context, in, out);
      if (out.isEmpty()) {
        continue;
      }
      WebSocketFrame frame = (WebSocketFrame) out.get(0);
      out.clear();
      if (frame instanceof TextWebSocketFrame received) {
        sink.consume(received.text());
      } else {
        byte[] bytes = new byte[frame.content().readableBytes()];
        frame.content().readBytes(bytes);
        sink.consume(bytes);
      }
      frame.release();
    }
  }

  /** Writes sixteen frames with Hawser into one direct buffer. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public ByteBuffer writeHawserInto() {
    target.clear();
    for (int i = 0; i < FRAMES; i++) {
      if (payload == Payload.TEXT32) {
        writer.text(target, text, payload.bytes, KEY);
      } else {
        writer.frame(target, Frame.whole(Opcode.BINARY, binary), KEY);
      }
    }
    return target;
  }

  /** Writes sixteen frames with Hawser, each into buffers of its own. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void writeHawser(Blackhole sink) {
    for (int i = 0; i < FRAMES; i++) {
      if (payload == Payload.TEXT32) {
        sink.consume(writer.text(text, KEY));
      } else {
        sink.consume(writer.frame(Frame.whole(Opcode.BINARY, binary), KEY));
      }
    }
  }

  /** Writes sixteen frames with Netty. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void writeNetty(Blackhole sink) throws Exception {
    for (int i = 0; i < FRAMES; i++) {
      WebSocketFrame frame =
          payload == Payload.TEXT32
              ? new TextWebSocketFrame(text)
              : new BinaryWebSocketFrame(nettyBinary.retainedDuplicate());
      encoder.encode(context, frame, out);
      frame.release();
      for (int k = 0; k < out.size(); k++) {
        ByteBuf part = (ByteBuf) out.get(k);
        sink.consume(part.readableBytes());
        part.release();
      }
      out.clear();
    }
  }
}
