package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Transport;
import org.junit.jupiter.api.AfterAll;

class NettyConformanceTest extends TransportConformance {
  @AfterAll
  static void loseNoBuffer() {
    assertThat(Leaks.seen()).isEmpty();
  }

  @Override
  protected Transport newTransport(TransportSetup setup) {
    return NettyTransport.create(setup.context(), NettyTransport.Options.DEFAULT.threads(2));
  }
}
