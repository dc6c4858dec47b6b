package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.Gaps;
import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Transport;
import org.junit.jupiter.api.AfterAll;

/** Every rule for servers, and both roles of the others, behind a foreign HTTP codec. */
class MountConformanceTest extends TransportConformance {
  @AfterAll
  static void loseNoBuffer() {
    assertThat(Leaks.seen()).isEmpty();
  }

  @Override
  protected Transport newTransport(TransportSetup setup) {
    return new MountedTransport(setup.context());
  }

  @Override
  protected Gaps gaps() {
    return Gaps.NONE.breaking("SV-9", "the HTTP server decides how long a request may take");
  }
}
