package dev.hawser.gateway;

/** Vert.x for the clients, Netty for the upstreams. */
class VertxToNettyRelayTest extends RelayTest {
  VertxToNettyRelayTest() {
    super(Runtimes.VERTX_TO_NETTY);
  }
}
