package dev.hawser.gateway;

/** Vert.x for the clients, Netty for the upstreams. */
class VertxToNettyBeforeTest extends BeforeTheUpgradeTest {
  VertxToNettyBeforeTest() {
    super(Runtimes.VERTX_TO_NETTY);
  }
}
