package dev.hawser.gateway;

/** Netty on both sides. */
class NettyToNettyFlowTest extends FlowTest {
  NettyToNettyFlowTest() {
    super(Runtimes.NETTY_TO_NETTY);
  }
}
