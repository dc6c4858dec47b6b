package dev.hawser.transport.vertx;

import dev.hawser.conformance.Gaps;
import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Transport;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;

class SharedVertxConformanceTest extends TransportConformance {
  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void end() {
    VERTX.close().await();
  }

  @Override
  protected Transport newTransport(TransportSetup setup) {
    return new Renamed("vertx-shared", VertxTransport.create(VERTX, setup.context()));
  }

  @Override
  protected Gaps gaps() {
    return Gaps.NONE.lacking(Capability.ABORT, "a Vert.x socket closes in order, never by a reset");
  }
}
