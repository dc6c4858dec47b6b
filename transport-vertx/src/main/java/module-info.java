/** Hawser's transport on Vert.x. */
module dev.hawser.transport.vertx {
  requires transitive dev.hawser.core;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires transitive io.vertx.core;
  requires static io.vertx.codegen.api;
  requires static io.vertx.codegen.json;
  requires static transitive org.jspecify;

  exports dev.hawser.transport.vertx;

  provides dev.hawser.transport.TransportProvider with
      dev.hawser.transport.vertx.VertxTransportProvider;
}
