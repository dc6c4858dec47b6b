package dev.hawser.gateway;

/** Netty on both sides. */
class NettyToNettySmugglingTest extends SmugglingTest {
  NettyToNettySmugglingTest() {
    super(Runtimes.NETTY_TO_NETTY);
  }
}
