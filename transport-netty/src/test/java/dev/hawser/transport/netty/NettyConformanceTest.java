package dev.hawser.transport.netty;

/** The whole kit on NIO. */
class NettyConformanceTest extends NettyConformance {
  NettyConformanceTest() {
    super(NettyTransport.Options.DEFAULT);
  }
}
