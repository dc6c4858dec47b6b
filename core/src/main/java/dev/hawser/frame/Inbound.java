package dev.hawser.frame;

/** What a call of {@code next} found in the bytes given. */
public enum Inbound {
  /** Nothing yet: all bytes are taken and more are needed. */
  MORE,
  /** A whole text message; only from {@link MessageReader}. */
  TEXT,
  /** A whole binary message; only from {@link MessageReader}. */
  BINARY,
  /** A data frame or a piece of one; only from {@link FrameReader} and {@link FrameParser}. */
  DATA,
  /** A Ping. */
  PING,
  /** A Pong. */
  PONG,
  /** The Close frame; whatever follows it is swallowed (RFC 6455 s.5.5.1). */
  CLOSE,
  /** The peer broke the protocol or a limit; no further byte is taken. */
  VIOLATION
}
