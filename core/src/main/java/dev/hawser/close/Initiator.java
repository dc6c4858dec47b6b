package dev.hawser.close;

/** Who began the end of a link. */
public enum Initiator {
  /** The application, by closing or aborting. */
  USER,
  /** This library: a deadline, a limit or a broken rule. */
  LIBRARY,
  /** The other endpoint, by a Close frame or an HTTP answer. */
  PEER,
  /** Nobody said anything: the transport ended or was never there. */
  NETWORK
}
