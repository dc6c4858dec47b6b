package dev.hawser.close;

/** Why this library gave up an open link. */
public enum Fault {
  /** The peer broke the framing rules; Close 1002 was sent. */
  PROTOCOL_VIOLATION,
  /** Text or a close reason that is not UTF-8; Close 1007 was sent. */
  INVALID_PAYLOAD,
  /** A message over the limit; Close 1009 was sent. */
  MESSAGE_TOO_BIG,
  /** No byte answered a Ping in time; the line was dropped without a Close. */
  HEARTBEAT_TIMEOUT,
  /** The peer did not answer our Close, or did not end TCP, in time. */
  CLOSE_TIMEOUT,
  /** The application asked for no message for longer than the stall limit. */
  CONSUMER_STALLED,
  /** A callback of the application threw; Close 1011 was sent. */
  CALLBACK_FAILED,
  /** The preparation of the session failed. */
  PREPARE_FAILED,
  /** The preparation of the session took too long. */
  PREPARE_TIMEOUT
}
