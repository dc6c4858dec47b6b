package dev.hawser.transport.netty;

import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The whole kit on native sockets, as an application passes them: it has to come to the same
 * results as on NIO, down to how a line ended.
 */
@EnabledIf(
    value = "dev.hawser.transport.netty.Wanted#epoll",
    disabledReason = "no native epoll on the class path; CONTRIBUTING names what brings it")
class EpollConformanceTest extends NettyConformance {
  EpollConformanceTest() {
    super(
        NettyTransport.Options.DEFAULT.sockets(
            new NettySockets(
                EpollIoHandler.newFactory(),
                EpollSocketChannel::new,
                EpollServerSocketChannel::new)));
  }
}
