package dev.hawser.handbook;

/** What sort of thing an entry of the handbook describes. */
public enum Kind {
  /** One close code of the registry. */
  CLOSE_CODE,
  /** A range of close codes. */
  CODE_RANGE,
  /** One HTTP status in answer to the opening handshake. */
  HTTP_STATUS,
  /** The HTTP statuses of one hundred that have no entry of their own. */
  HTTP_CLASS
}
