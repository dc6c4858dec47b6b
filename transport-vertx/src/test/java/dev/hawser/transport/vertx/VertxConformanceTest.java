package dev.hawser.transport.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Transport;
import org.junit.jupiter.api.AfterAll;

class VertxConformanceTest extends TransportConformance {
  @AfterAll
  static void loseNoBuffer() {
    assertThat(Leaks.seen()).isEmpty();
  }

  @Override
  protected Transport newTransport(TransportSetup setup) {
    return VertxTransport.create(setup.context());
  }
}
