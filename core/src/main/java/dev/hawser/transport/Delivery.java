package dev.hawser.transport;

/** What a listener receives. */
public enum Delivery {
  /** Whole messages; Pings are answered by the link. */
  MESSAGES,
  /**
   * Single frames, Pings and Pongs included; nothing is answered but the Close. A long data frame
   * may arrive in pieces, each a fragment of its own.
   */
  FRAMES
}
