package dev.hawser.gateway;

/** Tyrus for the clients, Vert.x for the upstreams. */
class TyrusToVertxDrainTest extends DrainTest {
  TyrusToVertxDrainTest() {
    super(Runtimes.TYRUS_TO_VERTX);
  }
}
