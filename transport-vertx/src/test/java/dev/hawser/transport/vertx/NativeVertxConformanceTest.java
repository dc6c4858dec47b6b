package dev.hawser.transport.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.Gaps;
import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Transport;
import io.netty.channel.epoll.Epoll;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The whole kit on an application's Vert.x that prefers native sockets: it has to come to the same
 * results as on one that does not.
 */
@EnabledIf(
    value = "wanted",
    disabledReason = "no native epoll on the class path; CONTRIBUTING names what brings it")
class NativeVertxConformanceTest extends TransportConformance {
  private static final Vertx VERTX = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

  static boolean wanted() {
    return Boolean.getBoolean("hawser.native") || Epoll.isAvailable();
  }

  @AfterAll
  static void end() {
    VERTX.close().await();
  }

  @Override
  protected Transport newTransport(TransportSetup setup) {
    assertThat(VERTX.isNativeTransportEnabled()).isTrue();
    return new Renamed("vertx-shared", VertxTransport.create(VERTX, setup.context()));
  }

  @Override
  protected Gaps gaps() {
    return Gaps.NONE.lacking(Capability.ABORT, "a Vert.x socket closes in order, never by a reset");
  }
}
