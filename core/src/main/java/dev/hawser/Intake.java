package dev.hawser;

import java.nio.ByteBuffer;

/** Who takes a session's messages, one by one; a session has one at most. */
interface Intake {
  void text(String message);

  void binary(ByteBuffer message);

  /** No message comes any more; may be told twice. */
  void end();
}
