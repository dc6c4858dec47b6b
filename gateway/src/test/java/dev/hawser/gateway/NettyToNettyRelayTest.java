package dev.hawser.gateway;

/** Netty on both sides. */
class NettyToNettyRelayTest extends RelayTest {
  NettyToNettyRelayTest() {
    super(Runtimes.NETTY_TO_NETTY);
  }
}
