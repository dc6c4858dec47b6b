package dev.hawser.examples;

import dev.hawser.transport.TransportContext;
import dev.hawser.transport.netty.NettySockets;
import dev.hawser.transport.netty.NettyTransport;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;

/** Netty on the system's own sockets instead of the JDK's. */
final class NativeSockets {
  private NativeSockets() {}

  static NettyTransport whereTheyWork(TransportContext context) {
    // snippet:netty-native
    NettyTransport netty =
        NettyTransport.create(
            context, NettyTransport.Options.DEFAULT.sockets(NettySockets.nativeOrNio()));
    // end
    return netty;
  }

  static NettyTransport.Options ioUring() {
    // snippet:netty-io-uring
    NettySockets ioUring =
        new NettySockets(
            IoUringIoHandler.newFactory(),
            IoUringSocketChannel::new,
            IoUringServerSocketChannel::new);
    NettyTransport.Options options = NettyTransport.Options.DEFAULT.sockets(ioUring);
    // end
    return options;
  }
}
