package dev.hawser.diagnosis;

/** What became, by the end of a link, of this machine's address that it was made from. */
public enum LocalAddress {
  /** Nobody looked, or the system does not tell. */
  UNKNOWN,
  /** The peer is still reached from it. */
  KEPT,
  /** This machine has it still, but the way to the peer begins at another one, or there is none. */
  OTHER,
  /** This machine has it no more, or its interface is down. */
  GONE
}
