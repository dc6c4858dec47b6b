package dev.hawser.transport.vertx;

import dev.hawser.conformance.PairConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Transport;
import dev.hawser.transport.netty.NettyTransport;

class NettyDialsVertxTest extends PairConformance {
  @Override
  protected Transport newClient(TransportSetup setup) {
    return NettyTransport.create(setup.context());
  }

  @Override
  protected Transport newServer(TransportSetup setup) {
    return VertxTransport.create(setup.context());
  }
}
