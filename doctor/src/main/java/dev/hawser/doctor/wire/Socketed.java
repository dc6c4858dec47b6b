package dev.hawser.doctor.wire;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import dev.hawser.doctor.evidence.FrameNote;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.frame.Frame;
import dev.hawser.frame.FrameWriter;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A line after its 101: sends frames, notes those that come, and answers Pings at once.
 *
 * <p>For one thread, but for {@link #close}.
 */
public final class Socketed implements AutoCloseable {
  private static final FrameWriter WRITER = FrameWriter.of(Role.CLIENT);

  private final RawLine line;
  private final FrameScanner scanner = new FrameScanner();
  private final List<FrameNote> notes = new ArrayList<>();
  private final List<ByteBuffer> pongs = new ArrayList<>();
  private final long begun = System.nanoTime();
  private boolean closed;

  Socketed(RawLine line, byte[] rest) {
    this.line = line;
    take(ByteBuffer.wrap(rest));
  }

  private void take(ByteBuffer bytes) {
    for (FrameScanner.Scanned frame : scanner.take(bytes, ageMillis())) {
      if (frame.note().opcode() == FrameNote.PONG && !frame.note().illegal()) {
        pongs.add(frame.payload());
        continue;
      }
      notes.add(frame.note());
      if (frame.note().opcode() == FrameNote.PING && frame.payload().remaining() <= 125) {
        send(WRITER.pong(frame.payload(), key()));
      }
      closed |= frame.note().close();
    }
  }

  /** Returns how long ago the 101 came. */
  public long ageMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  /** Takes in what comes until the moment, a Close or the end; tells whether it is still alive. */
  public boolean watch(long deadline) {
    byte[] piece = new byte[16 * 1024];
    while (!closed) {
      int count = line.read(piece, deadline);
      if (count <= 0) {
        return count == 0;
      }
      take(ByteBuffer.wrap(piece, 0, count));
    }
    return false;
  }

  /** Takes in what comes until the connection itself ends or the moment comes. */
  public WireEnd watchEnd(long deadline) {
    byte[] piece = new byte[16 * 1024];
    int count = line.read(piece, deadline);
    while (count > 0) {
      take(ByteBuffer.wrap(piece, 0, count));
      count = line.read(piece, deadline);
    }
    return line.end();
  }

  /** Waits for the Pong with that payload; tells whether it came. */
  public boolean awaitPong(byte[] payload, long deadline) {
    byte[] piece = new byte[16 * 1024];
    while (true) {
      if (pongs.contains(ByteBuffer.wrap(payload))) {
        pongs.clear();
        return true;
      }
      int count = closed ? -1 : line.read(piece, deadline);
      if (count <= 0) {
        return false;
      }
      take(ByteBuffer.wrap(piece, 0, count));
    }
  }

  /** Returns how many Pongs came that nobody waited for. */
  public int strayPongs() {
    return pongs.size();
  }

  /** Sends a Ping. */
  public boolean ping(byte[] payload) {
    return send(WRITER.ping(ByteBuffer.wrap(payload), key()));
  }

  /** Sends a Pong that nobody asked for, and that nobody answers. */
  public boolean pong() {
    return send(WRITER.pong(ByteBuffer.allocate(0), key()));
  }

  /** Sends a text message. */
  public boolean text(String text) {
    return send(WRITER.text(text, key()));
  }

  /** Sends a message of so many bytes for so long at most, with these reserved bits. */
  public boolean message(byte[] payload, int rsv, long deadline) {
    Frame frame = new Frame(Opcode.TEXT, true, rsv, ByteBuffer.wrap(payload));
    ByteBuffer bytes = WRITER.frame(frame, key())[0];
    return line.write(bytes(bytes), deadline);
  }

  /** Sends a Close. */
  public boolean sendClose(int code, String text) {
    return send(WRITER.close(CloseReason.of(CloseCode.of(code), text), key()));
  }

  /** Sends bytes as they are, in order or not. */
  public boolean raw(byte[] bytes) {
    return line.write(bytes);
  }

  private boolean send(ByteBuffer frame) {
    return line.write(bytes(frame));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static int key() {
    return ThreadLocalRandom.current().nextInt();
  }

  /** Returns the frames received so far, Pongs in order left out, and a broken one's head. */
  public List<FrameNote> notes() {
    List<FrameNote> all = new ArrayList<>(notes);
    FrameNote stuck = scanner.stuck(ageMillis());
    if (stuck != null) {
      all.add(stuck);
    }
    return List.copyOf(all);
  }

  /** Returns the Close received, or one of code 0. */
  public FrameNote closeNote() {
    return notes.stream()
        .filter(FrameNote::close)
        .findFirst()
        .orElse(new FrameNote(FrameNote.CLOSE, 0, false, 0, 0, "", -1));
  }

  /** Tells whether the stream stands inside a frame. */
  public boolean midFrame() {
    return scanner.midFrame();
  }

  /** Returns how the connection stands. */
  public WireEnd end() {
    return line.end();
  }

  /** Returns random bytes for a Ping. */
  public static byte[] nonce(int length) {
    byte[] nonce = new byte[length];
    ThreadLocalRandom.current().nextBytes(nonce);
    return nonce;
  }

  /** Returns a text of so many bytes. */
  public static byte[] filler(int length) {
    byte[] filler = new byte[length];
    Arrays.fill(filler, (byte) 'x');
    return filler;
  }

  @Override
  public void close() {
    line.close();
  }
}
