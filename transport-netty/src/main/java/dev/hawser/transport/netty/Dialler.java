package dev.hawser.transport.netty;

import dev.hawser.close.Unreachability;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.http.HttpHead;
import dev.hawser.time.TimerNode;
import dev.hawser.time.Timers;
import dev.hawser.transport.Addresses;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.LinkThread;
import dev.hawser.transport.ProxyTalk;
import dev.hawser.transport.SocketBuffers;
import dev.hawser.transport.TlsEngines;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: the name, the addresses one after the other, the proxy, TLS, and the upgrade
 * request.
 *
 * <p>Whatever may block runs on the executor, everything else on the link's event loop. When the
 * link gives up it drops the wire, and the attempt notices at its next step.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is seen on the channel.
final class Dialler {
  private final DialRequest request;
  private final ByteDoor door;
  private final EventLoop loop;
  private final NettyTransport transport;
  private final LinkThread thread;
  private final Timers timers;
  private final WebSocketUri uri;
  private @Nullable SSLContext trust;
  private @Nullable Addresses addresses;

  Dialler(DialRequest request, ByteDoor door, EventLoop loop, NettyTransport transport) {
    this.request = request;
    this.door = door;
    this.loop = loop;
    this.transport = transport;
    this.thread = transport.links().place(loop).thread();
    this.timers = transport.links().place(loop).timers();
    this.uri = WebSocketUri.of(request.uri());
  }

  /** Starts; returns at once. */
  void start(Executor blocking) {
    thread.execute(
        () -> {
          door.resolving();
          try {
            blocking.execute(this::resolve);
          } catch (RejectedExecutionException none) {
            fail(Unreachability.NAME_NOT_RESOLVED, "no thread was free to resolve the name", none);
          }
        });
  }

  /** Everything that may block. */
  private void resolve() {
    try {
      Addresses found = Addresses.of(request, transport.resolver());
      SSLContext context = uri.secure() ? transport.tls().context(request.tls()) : null;
      thread.execute(
          () -> {
            addresses = found;
            trust = context;
            connect();
          });
    } catch (UnknownHostException unknown) {
      String text = String.valueOf(unknown.getMessage());
      thread.execute(() -> fail(Unreachability.NAME_NOT_RESOLVED, text, unknown));
    } catch (GeneralSecurityException unusable) {
      String text = "TLS cannot be set up: " + unusable.getMessage();
      thread.execute(() -> fail(Unreachability.TLS_FAILED, text, unusable));
    }
  }

  private void connect() {
    Addresses all = addresses;
    if (door.ended() || all == null) {
      transport.links().forgetEnded(door);
      return;
    }
    InetSocketAddress address = all.next();
    if (address == null) {
      all.giveUp(door);
      transport.links().forgetEnded(door);
      return;
    }
    door.connecting(Addresses.text(address));
    Bootstrap client =
        new Bootstrap()
            .group(loop)
            .channelFactory(transport.sockets().connecting())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(ChannelOption.RECVBUF_ALLOCATOR, LoopBuffers.READING)
            .handler(new Beginning());
    SocketBuffers buffers = request.options().buffers();
    if (buffers.send() > 0) {
      client.option(ChannelOption.SO_SNDBUF, buffers.send());
    }
    if (buffers.receive() > 0) {
      client.option(ChannelOption.SO_RCVBUF, buffers.receive());
    }
    ChannelFuture connecting = client.connect(address);
    Turn turn = new Turn(connecting.channel());
    if (all.more()) {
      long share = all.share(request.options().deadlines().connect()).toNanos();
      timers.arm(turn, timers.nanos() + share);
    }
    connecting.addListener(
        made -> {
          timers.disarm(turn);
          if (made.isSuccess()) {
            connected(connecting.channel());
          } else {
            all.failed(made.cause());
            connect();
          }
        });
  }

  private void fail(Unreachability kind, String text, @Nullable Throwable cause) {
    door.unreachable(kind, text, cause);
    transport.links().forgetEnded(door);
  }

  private void connected(Channel channel) {
    door.connected(Addresses.text(channel.remoteAddress()));
    ProxyTalk proxy = door.proxy();
    if (proxy == null) {
      secure(channel);
    } else if (!door.ended()) {
      ProxyReader reader = new ProxyReader(proxy, () -> secure(channel));
      channel.pipeline().addBefore(WireReader.NAME, null, reader);
      channel.writeAndFlush(Unpooled.wrappedBuffer(proxy.begin()));
    }
  }

  private void secure(Channel channel) {
    SSLContext context = trust;
    if (door.ended()) {
      return;
    }
    if (context == null) {
      ask(channel);
      return;
    }
    SslHandler tls;
    try {
      tls = transport.tls().client(context, request.tls(), Addresses.bare(uri.host()), uri.port());
    } catch (IllegalArgumentException unusable) {
      String text = "TLS cannot be set up: " + unusable.getMessage();
      door.unreachable(Unreachability.TLS_FAILED, text, unusable);
      return;
    }
    channel.pipeline().addFirst(tls);
    tls.handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                door.secured(TlsEngines.certificate(tls.engine().getSession()));
                ask(channel);
              } else {
                door.insecure(done.cause());
              }
            });
  }

  private void ask(Channel channel) {
    if (door.ended()) {
      return;
    }
    HttpHead head = door.upgrade().head();
    NettyWire wire = channel.pipeline().get(WireReader.class).wire();
    int maxHeader = request.options().limits().maxHeader();
    channel.pipeline().addBefore(WireReader.NAME, null, new AnswerReader(door, wire, maxHeader));
    channel.writeAndFlush(HttpHeads.bytes(channel.alloc(), head));
  }

  /** Gives the link its wire before the connection is begun. */
  private final class Beginning extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      NettyWire wire = new NettyWire(channel);
      wire.attach(door);
      channel.pipeline().addLast(WireReader.NAME, new WireReader(wire, door, transport.links()));
      door.wire(wire);
    }
  }

  /** The time one of several addresses has, so that a silent one does not cost the attempt. */
  private final class Turn extends TimerNode {
    private final Channel channel;

    Turn(Channel channel) {
      this.channel = channel;
    }

    @Override
    protected void fire() {
      thread.execute(
          () -> {
            if (!channel.isActive()) {
              channel.close();
            }
          });
    }
  }
}
