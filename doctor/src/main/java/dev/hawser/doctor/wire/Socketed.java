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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A line after its 101: sends frames, notes those that come, and answers Pings at once.
 *
 * <p>For one thread, but for {@link #close}.
 */
public final class Socketed implements AutoCloseable {
  private static final FrameWriter WRITER = FrameWriter.of(Role.CLIENT);
  private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(20);

  private final RawLine line;
  private final FrameScanner scanner = new FrameScanner();
  private final List<FrameNote> notes = new ArrayList<>();
  private final Pings pings = new Pings();
  private final List<ByteBuffer> owed = new ArrayList<>();
  private final long begun = System.nanoTime();
  private long lastSent = begun;
  private long longest;
  private RawLine.@Nullable Writing writing;
  private boolean closed;

  Socketed(RawLine line, byte[] rest) {
    this.line = line;
    take(ByteBuffer.wrap(rest));
  }

  private void take(ByteBuffer bytes) {
    for (FrameScanner.Scanned frame : scanner.take(bytes, ageMillis())) {
      if (frame.note().opcode() == FrameNote.PONG && !frame.note().illegal()) {
        pings.answered(frame.payload(), System.nanoTime());
        continue;
      }
      notes.add(frame.note());
      if (frame.note().opcode() == FrameNote.PING && frame.payload().remaining() <= 125) {
        owed.add(frame.payload());
      }
      closed |= frame.note().close();
    }
    if (writing == null) {
      // Between frames only: inside one of our own a Pong would be a part of it.
      owed.forEach(payload -> send(WRITER.pong(payload, key())));
      owed.clear();
    }
  }

  /** Returns how long ago the 101 came. */
  public long ageMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  /** Returns the longest time in which nothing was sent, up to now. */
  public long quietMillis() {
    return TimeUnit.NANOSECONDS.toMillis(Math.max(longest, System.nanoTime() - lastSent));
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

  /** Waits for the Pong to that Ping; tells whether it came. */
  public boolean awaitPong(byte[] payload, long deadline) {
    byte[] piece = new byte[16 * 1024];
    while (true) {
      if (!pings.awaits(payload)) {
        return true;
      }
      int count = closed ? -1 : line.read(piece, deadline);
      if (count <= 0) {
        return false;
      }
      take(ByteBuffer.wrap(piece, 0, count));
    }
  }

  /** Waits until every Ping is answered, the connection ends or the moment comes. */
  public void awaitPongs(long deadline) {
    byte[] piece = new byte[16 * 1024];
    int count = 1;
    while (pings.unanswered() > 0 && !closed && count > 0) {
      count = line.read(piece, deadline);
      take(ByteBuffer.wrap(piece, 0, Math.max(count, 0)));
    }
  }

  /** Returns how many Pongs came, asked for or not. */
  public int pongs() {
    return pings.pongs();
  }

  /** Returns how many Pongs came that answer no Ping. */
  public int strays() {
    return pings.strays();
  }

  /** Returns how many Pings are not answered yet, by a Pong to them or to a later one. */
  public int unanswered() {
    return pings.unanswered();
  }

  /** Returns how many Pings got no Pong of their own, but a later one did. */
  public int passedOver() {
    return pings.passedOver();
  }

  /** Returns the time of each Ping that was answered itself, in microseconds. */
  public List<Long> trips() {
    return pings.trips();
  }

  /** Sends a Ping. */
  public boolean ping(byte[] payload) {
    pings.asked(payload, System.nanoTime());
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

  /** Begins to send a text of these bytes, with these reserved bits; see {@link #written}. */
  public void message(byte[] payload, int rsv) {
    Frame frame = new Frame(Opcode.TEXT, true, rsv, ByteBuffer.wrap(payload));
    writing = line.begin(bytes(WRITER.frame(frame, key())[0]));
  }

  /**
   * Takes in what comes until the message is written, the connection ends or the moment comes;
   * tells whether the operating system took it all. A peer that echoes as it reads would wait for
   * us to read, and we for it, if nothing were read meanwhile.
   */
  public boolean written(long deadline) {
    RawLine.Writing message = writing;
    byte[] piece = new byte[16 * 1024];
    int count = 0;
    while (message != null
        && !message.over()
        && !closed
        && count >= 0
        && line.pace().now() < deadline) {
      count = line.read(piece, Math.min(deadline, line.pace().now() + GLANCE));
      take(ByteBuffer.wrap(piece, 0, Math.max(count, 0)));
    }
    if (message != null && message.over()) {
      writing = null;
      take(ByteBuffer.allocate(0));
    }
    return message == null || message.taken();
  }

  /** Keeps the messages that come from now on. */
  public void keepMessages() {
    scanner.keepMessages();
  }

  /** Waits for so many messages in all; returns those that came. */
  public List<String> awaitMessages(int count, long deadline) {
    byte[] piece = new byte[16 * 1024];
    int read = 1;
    while (scanner.messages().size() < count && !closed && read > 0) {
      read = line.read(piece, deadline);
      take(ByteBuffer.wrap(piece, 0, Math.max(read, 0)));
    }
    return scanner.messages();
  }

  /** Sends a part of a text message; parts but the last have no FIN (RFC 6455 s.5.4). */
  public boolean part(String text, boolean first, boolean last) {
    ByteBuffer payload = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    Opcode opcode = first ? Opcode.TEXT : Opcode.CONTINUATION;
    return send(WRITER.frame(new Frame(opcode, last, 0, payload), key())[0]);
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
    longest = Math.max(longest, System.nanoTime() - lastSent);
    lastSent = System.nanoTime();
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
