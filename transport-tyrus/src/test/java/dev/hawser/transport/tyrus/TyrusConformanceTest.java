package dev.hawser.transport.tyrus;

import dev.hawser.conformance.Gaps;
import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Transport;

class TyrusConformanceTest extends TransportConformance {
  @Override
  protected Transport newTransport(TransportSetup setup) {
    return TyrusTransport.create(setup.context(), TyrusTransport.Options.DEFAULT.threads(2));
  }

  @Override
  protected Gaps gaps() {
    return Gaps.NONE
        .lacking(Capability.FRAMES, "Tyrus deals in messages, not in frames")
        .lacking(Capability.COMPRESSION, "Tyrus's extension inflates without a bound");
  }
}
