package dev.hawser.conformance;

import dev.hawser.conformance.plain.PlainSocketTransport;
import dev.hawser.transport.Transport;

class PlainSocketConformanceTest extends TransportConformance {
  @Override
  protected Transport newTransport(TransportSetup setup) {
    return PlainSocketTransport.create(setup.context());
  }
}
