package dev.hawser.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream, each decoded strictly; a line ends with LF, CR or both, as for {@link
 * java.io.BufferedReader}. For one thread.
 */
final class Utf8Lines implements AutoCloseable {
  private final InputStream in;
  private int number;
  private boolean afterCr;

  Utf8Lines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Returns the number of the line read last, counted from 1. */
  int number() {
    return number;
  }

  /**
   * Returns the next line without its end, null at the end of the stream.
   *
   * @throws CharacterCodingException if the line is not UTF-8; the next call reads the one after it
   */
  @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = in.read();
    if (afterCr && octet == '\n') {
      octet = in.read();
    }
    afterCr = false;
    if (octet < 0) {
      return null;
    }
    while (octet >= 0 && octet != '\n' && octet != '\r') {
      line.write(octet);
      octet = in.read();
    }
    afterCr = octet == '\r';
    number++;
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(line.toByteArray()))
        .toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
