/** Hawser's WebSocket gateway: it tells either side how the other ended. */
module dev.hawser.gateway {
  requires transitive dev.hawser.core;
  requires jdk.jfr;
  requires static transitive org.jspecify;

  exports dev.hawser.gateway;
}
