package dev.hawser.transport.vertx;

import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Transport;

class VertxConformanceTest extends TransportConformance {
  @Override
  protected Transport newTransport(TransportSetup setup) {
    return VertxTransport.create(setup.context());
  }
}
