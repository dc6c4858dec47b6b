package dev.hawser.transport.vertx;

import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;

/**
 * Makes {@link VertxTransport}s with a Vert.x of their own for whoever looks one up as a service.
 */
public final class VertxTransportProvider implements TransportProvider {
  /** Called by {@link java.util.ServiceLoader}. */
  public VertxTransportProvider() {}

  @Override
  public String name() {
    return VertxTransport.NAME;
  }

  @Override
  public Transport create(TransportContext context) {
    return VertxTransport.create(context);
  }
}
