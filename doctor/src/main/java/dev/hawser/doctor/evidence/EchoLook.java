package dev.hawser.doctor.evidence;

/**
 * A message of the application, and what came of it.
 *
 * @param fragments whether it was sent in three fragments with a Ping between them
 * @param micros until the answer came, in microseconds; -1 when none did
 * @param pong whether a Ping behind it was answered, so that it was read
 * @param code the code of the Close received, 0 for none
 * @param end how the connection stood
 */
public record EchoLook(boolean fragments, long micros, boolean pong, int code, WireEnd end) {
  /** Tells whether it was answered. */
  public boolean answered() {
    return micros >= 0;
  }

  /** Tells whether the connection was lost of it. */
  public boolean lost() {
    return code != 0 || end.ended();
  }
}
