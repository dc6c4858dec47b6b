package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Transport;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The whole kit on native sockets, as an application passes them: it has to come to the same
 * results as on NIO, down to how a line ended.
 */
@EnabledIf(
    value = "dev.hawser.transport.netty.Wanted#epoll",
    disabledReason = "no native epoll on the class path; CONTRIBUTING names what brings it")
class EpollConformanceTest extends TransportConformance {
  private static final NettySockets EPOLL =
      new NettySockets(
          EpollIoHandler.newFactory(), EpollSocketChannel::new, EpollServerSocketChannel::new);

  @AfterAll
  static void loseNoBuffer() {
    assertThat(Leaks.seen()).isEmpty();
  }

  @Override
  protected Transport newTransport(TransportSetup setup) {
    return NettyTransport.create(
        setup.context(), NettyTransport.Options.DEFAULT.threads(2).sockets(EPOLL));
  }
}
