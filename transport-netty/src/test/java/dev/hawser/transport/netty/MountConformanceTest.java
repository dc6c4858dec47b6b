package dev.hawser.transport.netty;

import dev.hawser.conformance.Gaps;
import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Transport;

/** Every rule for servers, and both roles of the others, behind a foreign HTTP codec. */
class MountConformanceTest extends TransportConformance {
  @Override
  protected Transport newTransport(TransportSetup setup) {
    return new MountedTransport(setup.context());
  }

  @Override
  protected Gaps gaps() {
    return Gaps.NONE.breaking("SV-9", "the HTTP server decides how long a request may take");
  }
}
