package dev.hawser.gateway;

/** Tyrus for the clients, Vert.x for the upstreams. */
class TyrusToVertxBeforeTest extends BeforeTheUpgradeTest {
  TyrusToVertxBeforeTest() {
    super(Runtimes.TYRUS_TO_VERTX);
  }
}
