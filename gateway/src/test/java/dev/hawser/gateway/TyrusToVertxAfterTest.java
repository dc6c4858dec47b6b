package dev.hawser.gateway;

/** Tyrus for the clients, Vert.x for the upstreams. */
class TyrusToVertxAfterTest extends AfterTheUpgradeTest {
  TyrusToVertxAfterTest() {
    super(Runtimes.TYRUS_TO_VERTX);
  }
}
