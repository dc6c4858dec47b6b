package dev.hawser.doctor.evidence;

/** What became of a TCP dial. */
public enum Reach {
  /** The three-way handshake was done. */
  CONNECTED,
  /** Answered by a reset. */
  REFUSED,
  /** Not answered in time. */
  TIMEOUT,
  /** No route, or told so by a router. */
  UNREACHABLE
}
