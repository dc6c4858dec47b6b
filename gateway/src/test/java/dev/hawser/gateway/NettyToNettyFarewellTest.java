package dev.hawser.gateway;

/** Netty on both sides. */
class NettyToNettyFarewellTest extends FarewellTest {
  NettyToNettyFarewellTest() {
    super(Runtimes.NETTY_TO_NETTY);
  }
}
