package dev.hawser.transport.netty;

import dev.hawser.transport.Acceptor;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Tls;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What becomes of an accepted socket: one too many, or a request to be read. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is seen on the channel.
@Sharable
final class Accepting extends ChannelInitializer<Channel> {
  private final ListenRequest request;
  private final Acceptor acceptor;
  private final NettyTransport transport;
  private final @Nullable SSLContext identity;
  private final AtomicInteger accepted = new AtomicInteger();

  /** Accepts as the request asks; the identity is the context of its TLS, null for plain text. */
  Accepting(
      ListenRequest request,
      Acceptor acceptor,
      NettyTransport transport,
      @Nullable SSLContext identity) {
    this.request = request;
    this.acceptor = acceptor;
    this.transport = transport;
    this.identity = identity;
  }

  @Override
  protected void initChannel(Channel channel) {
    channel.closeFuture().addListener(closed -> accepted.decrementAndGet());
    if (accepted.incrementAndGet() > request.maxConnections()) {
      channel.close();
      return;
    }
    SSLContext context = identity;
    Tls tls = request.tls();
    if (context != null && tls != null) {
      channel.pipeline().addLast(transport.tls().server(context, tls));
    }
    RequestReader reader = new RequestReader(channel, request, acceptor, transport.links());
    channel.pipeline().addLast(reader);
  }
}
