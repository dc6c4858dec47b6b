package dev.hawser.transport.netty;

import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Looks for Netty's native sockets by the names of their classes, which need not be there. */
final class NativeSockets {
  /** Package and prefix of each kind, in the order of preference. */
  static final String[][] KINDS = {
    {"io.netty.channel.epoll.", "Epoll"}, {"io.netty.channel.kqueue.", "KQueue"}
  };

  private NativeSockets() {}

  /** Returns those of a kind, null where their classes are not there or do not work here. */
  static @Nullable NettySockets find(String in, String prefix) {
    try {
      Object available = Class.forName(in + prefix).getMethod("isAvailable").invoke(null);
      if (!Boolean.TRUE.equals(available)) {
        return null;
      }
      Object handlers =
          Class.forName(in + prefix + "IoHandler").getMethod("newFactory").invoke(null);
      return new NettySockets(
          (IoHandlerFactory) handlers,
          factory(in + prefix + "SocketChannel", SocketChannel.class),
          factory(in + prefix + "ServerSocketChannel", ServerSocketChannel.class));
    } catch (ReflectiveOperationException | LinkageError notThere) {
      return null;
    }
  }

  private static <T extends io.netty.channel.Channel> ChannelFactory<? extends T> factory(
      String name, Class<T> kind) throws ClassNotFoundException {
    return new ReflectiveChannelFactory<>(Class.forName(name).asSubclass(kind));
  }
}
