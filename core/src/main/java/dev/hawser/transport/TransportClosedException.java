package dev.hawser.transport;

/**
 * Thrown by {@link Transport#dial} and {@link Transport#listen} of a transport that its owner
 * closed.
 *
 * <p>A connection whose dial throws it gives up, whatever its policy: no later dial could succeed.
 */
public final class TransportClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Names the transport. */
  public TransportClosedException(String name) {
    super("this " + name + " transport is closed");
  }
}
