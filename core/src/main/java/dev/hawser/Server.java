package dev.hawser;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** A listening server and its sessions; thread-safe, no method blocks. */
public interface Server extends AutoCloseable {
  /** Returns the URL to dial, with the real port and without a path. */
  URI uri();

  /** Returns the port it listens on. */
  int port();

  /** Returns a view of the open sessions; weakly consistent. */
  Collection<Session> sessions();

  /**
   * Stops accepting and closes every session with the reason at once; the first call wins.
   *
   * @return {@link #closed}
   * @throws IllegalArgumentException if a server may not send the code, naming the allowed ones
   */
  CompletionStage<Void> close(CloseReason reason);

  /** Stops accepting and closes every session with 1001, as {@link #close(CloseReason)} does. */
  @Override
  default void close() {
    close(CloseReason.of(CloseCode.GOING_AWAY));
  }

  /**
   * Stops accepting and closes the sessions one by one, in random order over the drain's window.
   *
   * <p>Done within the window and the close timeout behind it. The first drain or close wins, but a
   * {@link #close(CloseReason)} during a drain closes what is left at once.
   *
   * @return {@link #closed}
   */
  CompletionStage<Void> drain(Drain drain);

  /** Sends a message to every open session, as {@link Broadcast#to} does. */
  default CompletionStage<Reach> broadcast(Broadcast message) {
    return message.to(sessions());
  }

  /** Completes when the server was closed and its last session has ended. */
  CompletionStage<Void> closed();
}
