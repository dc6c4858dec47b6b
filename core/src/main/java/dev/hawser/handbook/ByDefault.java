package dev.hawser.handbook;

/** What Hawser does when nobody configured anything else. */
public enum ByDefault {
  /** Reconnects with backoff. */
  RETRY,
  /** Reconnects, after Retry-After where it is given. */
  RETRY_AFTER,
  /** Ends the connection. */
  STOP
}
