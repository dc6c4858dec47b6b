package dev.hawser.transport.tyrus;

import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;

/** Makes {@link TyrusTransport}s with default options for whoever looks one up as a service. */
public final class TyrusTransportProvider implements TransportProvider {
  /** Called by {@link java.util.ServiceLoader}. */
  public TyrusTransportProvider() {}

  @Override
  public String name() {
    return TyrusTransport.NAME;
  }

  @Override
  public Transport create(TransportContext context) {
    return TyrusTransport.create(context);
  }
}
