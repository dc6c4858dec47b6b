package dev.hawser.gateway;

/** Vert.x for the clients, Netty for the upstreams. */
class VertxToNettyAfterTest extends AfterTheUpgradeTest {
  VertxToNettyAfterTest() {
    super(Runtimes.VERTX_TO_NETTY);
  }
}
