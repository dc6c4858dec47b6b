/** Hawser's transport on Netty. */
module dev.hawser.transport.netty {
  requires transitive dev.hawser.core;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.common;
  requires io.netty.handler;
  requires transitive io.netty.transport;
  requires static transitive org.jspecify;

  exports dev.hawser.transport.netty;

  provides dev.hawser.transport.TransportProvider with
      dev.hawser.transport.netty.NettyTransportProvider;
}
