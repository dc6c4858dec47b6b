package dev.hawser.examples.custom;

import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;

// snippet:transport-provider
/** Makes {@link JdkTransport}; found by the name {@code jdk}. */
public final class JdkTransportProvider implements TransportProvider {
  @Override
  public String name() {
    return JdkTransport.NAME;
  }

  @Override
  public Transport create(TransportContext context) {
    return new JdkTransport(context);
  }
}
// end
