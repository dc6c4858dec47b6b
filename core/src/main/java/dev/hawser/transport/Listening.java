package dev.hawser.transport;

import java.net.InetSocketAddress;

/** A bound socket that accepts connections. */
public interface Listening extends AutoCloseable {
  /** Returns the address in use, with the real port where zero was asked. */
  InetSocketAddress address();

  /** Stops accepting and frees the port; accepted links live on. Idempotent, does not block. */
  @Override
  void close();
}
