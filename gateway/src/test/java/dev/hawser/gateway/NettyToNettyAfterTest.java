package dev.hawser.gateway;

/** Netty on both sides. */
class NettyToNettyAfterTest extends AfterTheUpgradeTest {
  NettyToNettyAfterTest() {
    super(Runtimes.NETTY_TO_NETTY);
  }
}
