package dev.hawser.gateway;

/** Vert.x for the clients, Netty for the upstreams. */
class VertxToNettySmugglingTest extends SmugglingTest {
  VertxToNettySmugglingTest() {
    super(Runtimes.VERTX_TO_NETTY);
  }
}
