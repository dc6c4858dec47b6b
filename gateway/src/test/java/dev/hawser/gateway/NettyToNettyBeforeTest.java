package dev.hawser.gateway;

/** Netty on both sides. */
class NettyToNettyBeforeTest extends BeforeTheUpgradeTest {
  NettyToNettyBeforeTest() {
    super(Runtimes.NETTY_TO_NETTY);
  }
}
