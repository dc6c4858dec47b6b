package dev.hawser.doctor.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Looks whether a text message is UTF-8 while it comes (RFC 6455 s.8.1); keeps no text. */
final class TextScan {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer forgotten = CharBuffer.allocate(1_024);
  private final ByteBuffer window = ByteBuffer.allocate(1_024);
  private boolean wanted;
  private boolean paused;
  private boolean valid = true;

  /** A message begins: text, or something that is not looked at. */
  void begin(boolean text) {
    decoder.reset();
    window.clear();
    wanted = text;
    valid = true;
  }

  /** Frames between those of the message are left out. */
  void pause(boolean control) {
    paused = control;
  }

  /** Takes in a part of the message. */
  void take(ByteBuffer part) {
    while (wanted && !paused && valid && part.hasRemaining()) {
      int count = Math.min(part.remaining(), window.remaining());
      window.put(part.duplicate().limit(part.position() + count));
      part.position(part.position() + count);
      decode(false);
    }
  }

  /** Tells whether what has come can be UTF-8, and is where the message ends here. */
  boolean valid(boolean ended) {
    if (ended && wanted && valid) {
      decode(true);
    }
    return valid;
  }

  private void decode(boolean ended) {
    window.flip();
    // A byte of UTF-8 gives one char at most, so that the target never overflows.
    forgotten.clear();
    CoderResult result = decoder.decode(window, forgotten, ended);
    valid = !result.isError();
    window.compact();
  }
}
