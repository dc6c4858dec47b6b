package dev.hawser.transport.netty;

import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;

/** Makes {@link NettyTransport}s with default options for whoever looks one up as a service. */
public final class NettyTransportProvider implements TransportProvider {
  /** Called by {@link java.util.ServiceLoader}. */
  public NettyTransportProvider() {}

  @Override
  public String name() {
    return NettyTransport.NAME;
  }

  @Override
  public Transport create(TransportContext context) {
    return NettyTransport.create(context);
  }
}
