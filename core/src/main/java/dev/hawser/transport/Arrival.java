package dev.hawser.transport;

/**
 * Something the listener is to be told.
 *
 * @param bytes what it holds in memory
 */
record Arrival(int bytes, Call call) {
  /** One call of one method of the listener. */
  @FunctionalInterface
  interface Call {
    void on(LinkListener listener);
  }
}
