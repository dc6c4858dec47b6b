package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Transport;
import org.junit.jupiter.api.AfterAll;

/** The whole kit on Netty with those options, and no buffer lost over it. */
abstract class NettyConformance extends TransportConformance {
  private final NettyTransport.Options options;

  NettyConformance(NettyTransport.Options options) {
    this.options = options.threads(2);
  }

  @AfterAll
  static void loseNoBuffer() {
    assertThat(Leaks.seen()).isEmpty();
  }

  @Override
  protected final Transport newTransport(TransportSetup setup) {
    return NettyTransport.create(setup.context(), options);
  }
}
