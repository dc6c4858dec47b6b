package dev.hawser.machine;

import dev.hawser.close.CloseReason;

/** Who carries out what a link's machine decided; one method per kind of effect. */
public interface LinkActs {
  /** The listener learns that the link is open. */
  void tellOpen();

  /** A Ping of the heartbeat goes out. */
  void ping();

  /**
   * The one Close frame goes out.
   *
   * @param atOnce before whatever still waits to be written, which is given back, instead of behind
   */
  void sendClose(CloseReason reason, boolean atOnce);

  /** Our direction of TCP ends behind what was written. */
  void halfClose();

  /** TCP ends at once. */
  void drop();

  /** Undelivered messages are forgotten. */
  void discard();

  /**
   * The listener learns that the peer's Close was first, behind undelivered messages.
   *
   * @param finish how the link will end, whatever becomes of TCP
   */
  void tellClosing(LinkFinish finish);

  /** The listener learns of the end, behind undelivered messages. */
  void announce(LinkFinish finish);
}
