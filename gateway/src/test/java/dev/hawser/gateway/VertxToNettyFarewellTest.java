package dev.hawser.gateway;

/** Vert.x for the clients, Netty for the upstreams. */
class VertxToNettyFarewellTest extends FarewellTest {
  VertxToNettyFarewellTest() {
    super(Runtimes.VERTX_TO_NETTY);
  }
}
