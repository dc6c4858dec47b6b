package dev.hawser.transport;

/** What became of something handed to a link. */
public enum WriteResult {
  /** It was handed to the operating system. */
  WRITTEN,
  /** No byte of it left this process; it can be sent again elsewhere. */
  NOT_WRITTEN,
  /** The link ended while it was being written; whether it arrived is unknown. */
  LOST
}
