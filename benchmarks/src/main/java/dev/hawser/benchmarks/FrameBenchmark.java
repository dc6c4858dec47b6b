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
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
 * own. Both write into, or from, memory that is ready for a socket. Netty's codec runs in an {@code
 * EmbeddedChannel}, whose cost per call is shared by the sixteen frames; what is written is thrown
 * away. Shown are nanoseconds and, with {@code -prof gc}, bytes allocated per frame.
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
  private EmbeddedChannel decoder = new EmbeddedChannel();
  private EmbeddedChannel encoder = new EmbeddedChannel();

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
    decoder =
        new EmbeddedChannel(
            new WebSocket13FrameDecoder(
                WebSocketDecoderConfig.newBuilder()
                    .expectMaskedFrames(masked)
                    .allowMaskMismatch(false)
                    .maxFramePayloadLength(1 << 20)
                    .build()));
    encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(masked));
  }

  /** Ends the channels. */
  @TearDown
  public void tearDown() {
    decoder.finishAndReleaseAll();
    encoder.finishAndReleaseAll();
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
  public void readNetty(Blackhole sink) {
    decoder.writeInbound(nettyWire.retainedDuplicate());
    WebSocketFrame frame = decoder.readInbound();
    while (frame != null) {
      if (frame instanceof TextWebSocketFrame) {
        sink.consume(((TextWebSocketFrame) frame).text());
      } else {
        byte[] bytes = new byte[frame.content().readableBytes()];
        frame.content().readBytes(bytes);
        sink.consume(bytes);
      }
      frame.release();
      frame = decoder.readInbound();
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
  public void writeNetty(Blackhole sink) {
    for (int i = 0; i < FRAMES; i++) {
      WebSocketFrame frame =
          payload == Payload.TEXT32
              ? new TextWebSocketFrame(text)
              : new BinaryWebSocketFrame(nettyBinary.retainedDuplicate());
      sink.consume(encoder.write(frame, encoder.voidPromise()));
    }
    encoder.flush();
    ByteBuf out = encoder.readOutbound();
    while (out != null) {
      sink.consume(out.readableBytes());
      out.release();
      out = encoder.readOutbound();
    }
  }
}
