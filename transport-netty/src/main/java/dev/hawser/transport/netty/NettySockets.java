package dev.hawser.transport.netty;

import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Which sockets a transport is made of: NIO's, or native ones that the application brings with
 * Netty's own jars.
 *
 * <p>The three have to belong together. NIO and epoll tell alike how a line ended: the kit is run
 * on both. On io_uring a peer that hung up was not always noticed; others were not tried.
 *
 * @param handlers makes what waits for them, one for each event loop
 * @param connecting makes a client's
 * @param listening makes a server's
 */
public record NettySockets(
    IoHandlerFactory handlers,
    ChannelFactory<? extends SocketChannel> connecting,
    ChannelFactory<? extends ServerSocketChannel> listening) {
  /** The JDK's, on every system. */
  public static final NettySockets NIO =
      new NettySockets(
          NioIoHandler.newFactory(), NioSocketChannel::new, NioServerSocketChannel::new);

  /**
   * Returns native ones where their jar is on the class path and works here: epoll on Linux, kqueue
   * on macOS and BSD; else {@link #NIO}. io_uring is taken for nobody unasked.
   */
  public static NettySockets nativeOrNio() {
    for (String[] names : NativeSockets.KINDS) {
      NettySockets found = NativeSockets.find(names[0], names[1]);
      if (found != null) {
        return found;
      }
    }
    return NIO;
  }
}
