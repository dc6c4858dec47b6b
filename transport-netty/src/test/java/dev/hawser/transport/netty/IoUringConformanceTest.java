package dev.hawser.transport.netty;

import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import org.junit.jupiter.api.condition.EnabledIf;

/** The whole kit on io_uring, as an application passes it: the same results as on NIO. */
@EnabledIf(
    value = "dev.hawser.transport.netty.Wanted#ioUring",
    disabledReason = "no io_uring here: its jar is not on the class path, or the kernel refuses it")
class IoUringConformanceTest extends NettyConformance {
  IoUringConformanceTest() {
    super(
        NettyTransport.Options.DEFAULT.sockets(
            new NettySockets(
                IoUringIoHandler.newFactory(),
                IoUringSocketChannel::new,
                IoUringServerSocketChannel::new)));
  }
}
