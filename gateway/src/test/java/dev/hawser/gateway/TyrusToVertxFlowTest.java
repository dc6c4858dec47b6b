package dev.hawser.gateway;

/** Tyrus for the clients, Vert.x for the upstreams. */
class TyrusToVertxFlowTest extends FlowTest {
  TyrusToVertxFlowTest() {
    super(Runtimes.TYRUS_TO_VERTX);
  }
}
