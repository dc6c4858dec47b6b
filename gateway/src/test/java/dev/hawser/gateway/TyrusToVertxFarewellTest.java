package dev.hawser.gateway;

/** Tyrus for the clients, Vert.x for the upstreams. */
class TyrusToVertxFarewellTest extends FarewellTest {
  TyrusToVertxFarewellTest() {
    super(Runtimes.TYRUS_TO_VERTX);
  }
}
