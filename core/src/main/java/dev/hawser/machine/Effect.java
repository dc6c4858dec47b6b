package dev.hawser.machine;

import dev.hawser.close.CloseReason;

/** What a step of the connection machine wants done, in order, after its state is published. */
public sealed interface Effect {
  /** Returns the number of the link it is about. */
  long link();

  /** Ask the transport's gate for leave to dial; {@code Granted} with that number answers. */
  record AskGate(long link) implements Effect {}

  /** Leave the gate's queue, or give its slot back. */
  record LeaveGate(long link) implements Effect {}

  /**
   * Dial; {@code Opened} or {@code Ended} with that number answers.
   *
   * @param endpoint which of the endpoints, counted from 0
   * @param renewCredentials whether the credentials in hand are to be thrown away first
   */
  record Dial(long link, int endpoint, boolean renewCredentials) implements Effect {}

  /** End the dial or the link at once. */
  record AbortLink(long link) implements Effect {}

  /** Start the closing handshake. */
  record CloseLink(long link, CloseReason reason) implements Effect {}

  /** Run the preparation; {@code Prepared} or {@code PrepareFailed} with that number answers. */
  record Prepare(long link) implements Effect {}

  /** Let the outbox send over this link. */
  record ReleaseOutbox(long link) implements Effect {}

  /** Ask the peer for a sign of life now, by a Ping. */
  record Probe(long link) implements Effect {}
}
