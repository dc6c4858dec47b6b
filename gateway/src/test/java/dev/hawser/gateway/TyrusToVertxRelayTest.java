package dev.hawser.gateway;

/** Tyrus for the clients, Vert.x for the upstreams. */
class TyrusToVertxRelayTest extends RelayTest {
  TyrusToVertxRelayTest() {
    super(Runtimes.TYRUS_TO_VERTX);
  }
}
