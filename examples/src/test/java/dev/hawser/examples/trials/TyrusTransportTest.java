package dev.hawser.examples.trials;

import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;

class TyrusTransportTest extends MessageDoorTrialTest {
  @Override
  Transport transport(TransportContext context) {
    return new TyrusTransport(context);
  }
}
