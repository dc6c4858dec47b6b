package dev.hawser.handbook;

/** The wait advised before the first new attempt. */
public enum FirstWait {
  /** None, because no attempt is advised. */
  NONE,
  /** The backoff's own first step. */
  BACKOFF,
  /** Random, up to 5 s (RFC 6455 s.7.2.3). */
  UP_TO_5_S,
  /** Random, 5 to 30 s. */
  FROM_5_TO_30_S,
  /** 30 s or more. */
  AT_LEAST_30_S,
  /** As Retry-After says, else the backoff's first step. */
  NAMED_OR_BACKOFF,
  /** As Retry-After says, else 30 s or more. */
  NAMED_OR_30_S
}
