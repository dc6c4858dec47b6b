package dev.hawser.transport.vertx;

import dev.hawser.conformance.Gaps;
import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Transport;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;

/** Every rule, with a server on a route of a foreign HTTP server. */
class MountConformanceTest extends TransportConformance {
  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void end() {
    VERTX.close().await();
  }

  @Override
  protected Transport newTransport(TransportSetup setup) {
    return new MountedVertx(VERTX, setup.context());
  }

  @Override
  protected Gaps gaps() {
    return Gaps.NONE
        .lacking(Capability.ABORT, "a Vert.x socket closes in order, never by a reset")
        .lacking(Capability.TRANSPORT_END, "a mounted socket does not show how TLS ended")
        .unsteady(Capability.TRANSPORT_END) // the kit looks at TLS's ends as a client only
        .breaking("SV-1", "the port is the HTTP server's, which lives on")
        .breaking("SV-7", "the HTTP server answers HTTP/1.0 in kind")
        .breaking("SV-9", "the HTTP server decides how long a request may take")
        .breaking("SV-13", "the HTTP server loses what comes with the request")
        .breaking("SV-15", "the port is the HTTP server's, which lives on")
        .breaking("SV-16", "the HTTP server counts its own connections");
  }
}
