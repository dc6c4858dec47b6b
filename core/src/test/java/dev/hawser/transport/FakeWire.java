package dev.hawser.transport;

import dev.hawser.close.Role;
import dev.hawser.frame.FrameReader;
import dev.hawser.frame.FrameRules;
import dev.hawser.frame.Inbound;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** A wire whose other end is the test: it keeps what was sent and takes it when told to. */
final class FakeWire implements Wire {
  private final Role peer;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private int untaken;
  IntConsumer written = n -> {};
  byte[] lastPing = {};
  boolean taking = true;
  boolean reading = true;
  boolean shut;
  boolean dropped;
  int flushes;
  Runnable onDrop = () -> {};

  FakeWire(Role self) {
    this.peer = self.peer();
  }

  @Override
  public ByteBuffer room(int bytes) {
    if (shut || dropped) {
      throw new AssertionError("written after the end of the direction");
    }
    if (chunk.remaining() < bytes) {
      ship();
      chunk = ByteBuffer.allocate(Math.max(bytes, 512));
    }
    return chunk;
  }

  private void ship() {
    sent.write(chunk.array(), 0, chunk.position());
    untaken += chunk.position();
    chunk = ByteBuffer.allocate(0);
  }

  @Override
  public void flush() {
    flushes++;
    ship();
    if (taking) {
      take(untaken);
    }
  }

  /** The system takes so many bytes. */
  void take(int bytes) {
    untaken -= bytes;
    written.accept(bytes);
  }

  void takeAll() {
    take(untaken);
  }

  int untaken() {
    return untaken;
  }

  @Override
  public void read(boolean on) {
    reading = on;
  }

  @Override
  public void shutdownOutput() {
    shut = true;
  }

  @Override
  public void drop() {
    if (!dropped) {
      dropped = true;
      onDrop.run();
    }
  }

  byte[] bytes() {
    return sent.toByteArray();
  }

  /** Returns the frames sent so far as text: opcode, {@code +} for more to come, payload. */
  List<String> frames() {
    FrameReader reader =
        new FrameReader(
            FrameRules.of(peer).maxMessage(1 << 30).lenientCodes(true).checkText(false));
    ByteBuffer in = ByteBuffer.wrap(sent.toByteArray());
    List<String> frames = new ArrayList<>();
    while (true) {
      Inbound found = reader.next(in);
      switch (found) {
        case MORE -> {
          return frames;
        }
        case DATA -> {
          String more = reader.fin() ? "" : "+";
          frames.add((reader.opcode() + more + " " + show(reader.takeData())).strip());
        }
        case PING -> {
          ByteBuffer payload = reader.takeControl();
          lastPing = new byte[payload.remaining()];
          payload.duplicate().get(lastPing);
          frames.add(("PING " + show(payload)).strip());
        }
        case PONG -> frames.add((found + " " + show(reader.takeControl())).strip());
        case CLOSE ->
            frames.add(
                ("CLOSE " + reader.closeReason().code().value() + " " + reader.closeReason().text())
                    .strip());
        default -> throw new AssertionError(reader.violation());
      }
    }
  }

  private static String show(ByteBuffer payload) {
    if (payload.remaining() > 200) {
      return payload.remaining() + " bytes";
    }
    return StandardCharsets.ISO_8859_1.decode(payload).toString();
  }
}
