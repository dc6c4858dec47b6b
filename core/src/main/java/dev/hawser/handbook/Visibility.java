package dev.hawser.handbook;

/** Where a code or status can be met. */
public enum Visibility {
  /** In a Close frame. */
  CLOSE_FRAME,
  /** In a local report only, never in a frame. */
  LOCAL,
  /** Neither in a frame nor in a report. */
  NEVER,
  /** Nowhere until the registry assigns it. */
  UNASSIGNED,
  /** In the response to the opening handshake. */
  HTTP_RESPONSE
}
