package dev.hawser.transport.netty;

import dev.hawser.transport.Listening;
import dev.hawser.transport.SocketBuffers;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** A bound socket. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is seen on the channel.
final class NettyListening implements Listening {
  private static final int BACKLOG = 1024;

  private final Channel socket;
  private final InetSocketAddress address;

  private NettyListening(Channel socket) {
    this.socket = socket;
    this.address = (InetSocketAddress) socket.localAddress();
  }

  /** Binds a server that has its loops, its kind of sockets and what accepts. */
  static CompletableFuture<NettyListening> bind(
      ServerBootstrap server, InetSocketAddress address, SocketBuffers buffers) {
    CompletableFuture<NettyListening> bound = new CompletableFuture<>();
    server
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childOption(ChannelOption.AUTO_CLOSE, false)
        .childOption(ChannelOption.RECVBUF_ALLOCATOR, LoopBuffers.READING);
    if (buffers.send() > 0) {
      server.childOption(ChannelOption.SO_SNDBUF, buffers.send());
    }
    if (buffers.receive() > 0) {
      server.option(ChannelOption.SO_RCVBUF, buffers.receive()); // accepted sockets inherit it
      server.childOption(ChannelOption.SO_RCVBUF, buffers.receive());
    }
    ChannelFuture binding = server.bind(address);
    binding.addListener(
        done -> {
          if (done.isSuccess()) {
            bound.complete(new NettyListening(binding.channel()));
          } else {
            bound.completeExceptionally(done.cause());
          }
        });
    return bound;
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    socket.close();
  }

  /** Done once the port is free. */
  ChannelFuture closed() {
    return socket.closeFuture();
  }
}
