package dev.hawser.transport;

import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * An adapter to one runtime: it dials and listens.
 *
 * <p>Thread-safe. It owns sockets and threads, never a timer, a reconnect or a heartbeat of its
 * own: those are the core's.
 */
public interface Transport extends AutoCloseable {
  /** Returns the runtime's short name, such as {@code netty}; it stands in reports and logs. */
  String name();

  /** Returns what this transport can do; what is missing is a declared gap. */
  Set<Capability> capabilities();

  /**
   * Starts one attempt and returns at once.
   *
   * <p>Never throws for the network: trouble arrives as {@link LinkListener#onEnd}.
   *
   * @throws TransportClosedException if this transport is closed
   */
  Link dial(DialRequest request, LinkListener listener);

  /**
   * Binds and accepts; needs {@link Capability#SERVER}.
   *
   * @return completes when bound, exceptionally with an {@link java.io.IOException} when that fails
   * @throws TransportClosedException if this transport is closed
   */
  CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor);

  /** Ends every link, closes every listening socket and frees every thread; idempotent. */
  @Override
  void close();
}
