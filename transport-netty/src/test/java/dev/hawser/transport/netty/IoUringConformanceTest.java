package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Transport;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;

/** The whole kit on io_uring, as an application passes it: the same results as on NIO. */
@EnabledIf(
    value = "dev.hawser.transport.netty.Wanted#ioUring",
    disabledReason = "no io_uring here: its jar is not on the class path, or the kernel refuses it")
class IoUringConformanceTest extends TransportConformance {
  private static final NettySockets IO_URING =
      new NettySockets(
          IoUringIoHandler.newFactory(),
          IoUringSocketChannel::new,
          IoUringServerSocketChannel::new);

  @AfterAll
  static void loseNoBuffer() {
    assertThat(Leaks.seen()).isEmpty();
  }

  @Override
  protected Transport newTransport(TransportSetup setup) {
    return NettyTransport.create(
        setup.context(), NettyTransport.Options.DEFAULT.threads(2).sockets(IO_URING));
  }
}
