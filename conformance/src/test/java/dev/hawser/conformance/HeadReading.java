package dev.hawser.conformance;

import dev.hawser.close.Role;
import dev.hawser.conformance.plain.Tampered;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Reads the first head of a stream in a wrong way, and what follows as it is. */
final class HeadReading extends InputStream {
  /** How the head is read. */
  enum Kind {
    /** Whole, to be changed. */
    WHOLE,
    /** With what came in the same read forgotten. */
    NOTHING_BEHIND,
    /** By one read, whatever that brought. */
    AT_ONCE,
    /** Changed only where it is no HTTP answer. */
    FOREIGN
  }

  private final InputStream in;
  private final Kind kind;
  private final UnaryOperator<String> change;
  private InputStream head;

  HeadReading(InputStream in, Kind kind, UnaryOperator<String> change) {
    this.in = in;
    this.kind = kind;
    this.change = change;
  }

  /** A tap that reads every head so. */
  static final class Heads extends Tampered {
    private final Kind kind;
    private final UnaryOperator<String> change;

    Heads(Kind kind, UnaryOperator<String> change) {
      this.kind = kind;
      this.change = change;
    }

    @Override
    public Tampered fresh(Role role) {
      return this;
    }

    @Override
    public InputStream reading(InputStream in) {
      return new HeadReading(in, kind, change);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (head == null) {
      head = new ByteArrayInputStream(first());
    }
    int read = head.read(into, offset, length);
    return read >= 0 ? read : in.read(into, offset, length);
  }

  private byte[] first() throws IOException {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    byte[] some = new byte[65_536];
    while (true) {
      int read = in.read(some);
      if (read < 0) {
        return got.toByteArray();
      }
      got.write(some, 0, read);
      byte[] all = got.toByteArray();
      String text = new String(all, StandardCharsets.ISO_8859_1);
      if (kind == Kind.FOREIGN && !text.startsWith("HTTP/") && !text.startsWith("GET ")) {
        return change.apply(text).getBytes(StandardCharsets.ISO_8859_1);
      }
      int end = text.indexOf("\r\n\r\n");
      if (kind == Kind.AT_ONCE && end < 0) {
        return "junk\n\n".getBytes(StandardCharsets.ISO_8859_1);
      }
      if (end >= 0) {
        String changed =
            kind == Kind.FOREIGN
                ? text.substring(0, end + 4)
                : change.apply(text.substring(0, end + 4));
        byte[] behind =
            kind == Kind.NOTHING_BEHIND
                ? new byte[0]
                : Arrays.copyOfRange(all, end + 4, all.length);
        return RawBytes.join(changed.getBytes(StandardCharsets.ISO_8859_1), behind);
      }
    }
  }
}
