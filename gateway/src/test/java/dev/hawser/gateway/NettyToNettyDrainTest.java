package dev.hawser.gateway;

/** Netty on both sides. */
class NettyToNettyDrainTest extends DrainTest {
  NettyToNettyDrainTest() {
    super(Runtimes.NETTY_TO_NETTY);
  }
}
