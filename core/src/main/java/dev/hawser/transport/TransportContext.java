package dev.hawser.transport;

import dev.hawser.time.Timers;
import java.util.concurrent.Executor;

/**
 * What the core lends a transport.
 *
 * @param timers the clock and every deadline
 * @param executor for the first steps of a dial and anything that may block
 * @param resolver finds the addresses of host names, where the adapter connects by itself
 */
public record TransportContext(Timers timers, Executor executor, NameResolver resolver) {
  /** Lends these, and the operating system's resolver. */
  public TransportContext(Timers timers, Executor executor) {
    this(timers, executor, NameResolver.SYSTEM);
  }

  /** Returns a copy with another resolver. */
  public TransportContext with(NameResolver other) {
    return new TransportContext(timers, executor, other);
  }
}
