package dev.hawser.transport.vertx;

import dev.hawser.transport.Addresses;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Vert.x's NIO transport with {@link Line}s for its TCP connections. */
final class Lines implements io.vertx.core.transport.Transport, Transport {
  private static final ThreadLocal<@Nullable Line> MADE = new ThreadLocal<>();

  private final Transport nio = io.vertx.core.transport.Transport.NIO.implementation();
  private final Map<Ends, Line> accepted = new ConcurrentHashMap<>();

  /** What tells one accepted connection from all others. */
  private record Ends(String local, String remote) {}

  /** Returns what the call made, with the connection that it began if there is one. */
  <T> Begun<T> beginning(Supplier<T> call) {
    MADE.remove();
    T result = call.get();
    Begun<T> begun = new Begun<>(result, MADE.get());
    MADE.remove();
    return begun;
  }

  /** A call's result and the connection it began. */
  record Begun<T>(T result, @Nullable Line line) {}

  /** Returns the accepted connection under that socket, once; null if there is none. */
  @Nullable Line accepted(NetSocket socket) {
    return accepted.remove(
        new Ends(HttpHeads.text(socket.localAddress()), HttpHeads.text(socket.remoteAddress())));
  }

  private Line accept(Channel parent, SocketChannel socket) {
    Line line = new Line(parent, socket);
    Ends ends = new Ends(text(line.localAddress()), text(line.remoteAddress()));
    accepted.put(ends, line);
    var unused = line.closeFuture().addListener(closed -> accepted.remove(ends, line));
    return line;
  }

  private static String text(InetSocketAddress address) {
    return Addresses.text(address);
  }

  @Override
  public String name() {
    return "hawser";
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public @Nullable Throwable unavailabilityCause() {
    return null;
  }

  @Override
  public Transport implementation() {
    return this;
  }

  @Override
  public IoHandlerFactory ioHandlerFactory() {
    return nio.ioHandlerFactory();
  }

  @Override
  @SuppressWarnings("deprecation") // Vert.x's own signature.
  public DatagramChannel datagramChannel(InternetProtocolFamily family) {
    return nio.datagramChannel(family);
  }

  @Override
  public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
    return nio.datagramChannelFactory();
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    if (domainSocket) {
      return nio.channelFactory(true);
    }
    return () -> {
      Line line = new Line();
      MADE.set(line);
      return line;
    };
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    return domainSocket ? nio.serverChannelFactory(true) : Acceptance::new;
  }

  @Override
  public void configure(TcpConfig config, boolean domainSocket, Bootstrap bootstrap) {
    nio.configure(config, domainSocket, bootstrap);
  }

  @Override
  public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
    nio.configure(config, domainSocket, bootstrap);
  }

  /** A listening socket. */
  private final class Acceptance extends NioServerSocketChannel {
    @Override
    protected int doReadMessages(List<Object> out) throws IOException {
      SocketChannel socket = javaChannel().accept();
      if (socket == null) {
        return 0;
      }
      try {
        out.add(accept(this, socket));
        return 1;
      } catch (RuntimeException goneAlready) {
        socket.close();
        return 0;
      }
    }
  }
}
