package dev.hawser.conformance;

import dev.hawser.conformance.plain.PlainSocketTransport;
import dev.hawser.transport.Transport;

class PlainSocketConformanceTest extends TransportConformance {
  @Override
  protected Transport newTransport(TransportSetup setup) {
    return PlainSocketTransport.create(setup.context());
  }

  @Override
  protected Gaps gaps() {
    return Gaps.NONE.breaking("RS-3", "a blocking socket keeps a thread parked in its read");
  }
}
