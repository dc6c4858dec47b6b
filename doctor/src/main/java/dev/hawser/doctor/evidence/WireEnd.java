package dev.hawser.doctor.evidence;

/** How a connection stood when a probe stopped looking; it speaks of the nearest hop only. */
public enum WireEnd {
  /** Still open. */
  OPEN,
  /** Ended in order by the other side. */
  FIN,
  /** Reset by the other side. */
  RST,
  /** Ended by a fatal TLS alert. */
  TLS_ALERT,
  /** Broken in another way. */
  BROKEN;

  /** Tells whether the other side ended it. */
  public boolean ended() {
    return this != OPEN;
  }
}
