package dev.hawser.gateway;

/** Vert.x for the clients, Netty for the upstreams. */
class VertxToNettyDrainTest extends DrainTest {
  VertxToNettyDrainTest() {
    super(Runtimes.VERTX_TO_NETTY);
  }
}
