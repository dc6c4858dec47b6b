package dev.hawser.transport.netty;

import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Transport;

class NettyConformanceTest extends TransportConformance {
  @Override
  protected Transport newTransport(TransportSetup setup) {
    return NettyTransport.create(setup.context(), NettyTransport.Options.DEFAULT.threads(2));
  }
}
