package dev.hawser.gateway;

/** Vert.x for the clients, Netty for the upstreams. */
class VertxToNettyFlowTest extends FlowTest {
  VertxToNettyFlowTest() {
    super(Runtimes.VERTX_TO_NETTY);
  }
}
