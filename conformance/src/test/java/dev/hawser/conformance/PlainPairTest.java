package dev.hawser.conformance;

import dev.hawser.conformance.plain.PlainSocketTransport;
import dev.hawser.transport.Transport;

class PlainPairTest extends PairConformance {
  @Override
  protected Transport newClient(TransportSetup setup) {
    return PlainSocketTransport.create(setup.context());
  }

  @Override
  protected Transport newServer(TransportSetup setup) {
    return PlainSocketTransport.create(setup.context());
  }
}
