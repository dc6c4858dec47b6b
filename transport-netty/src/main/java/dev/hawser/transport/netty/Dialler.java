package dev.hawser.transport.netty;

import dev.hawser.close.Certificate;
import dev.hawser.close.Unreachability;
import dev.hawser.time.TimerNode;
import dev.hawser.time.Timers;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.LinkThread;
import dev.hawser.transport.UpgradeHead;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: the name, the addresses one after the other, TLS, and the upgrade request.
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
  private final String host;
  private final int port;
  private final boolean secure;
  private @Nullable SSLContext trust;
  private InetAddress[] addresses = {};
  private int next;
  private boolean everyOneRefused = true;

  Dialler(DialRequest request, ByteDoor door, EventLoop loop, NettyTransport transport) {
    this.request = request;
    this.door = door;
    this.loop = loop;
    this.transport = transport;
    this.thread = transport.links().place(loop).thread();
    this.timers = transport.links().place(loop).timers();
    URI uri = request.uri();
    String named = String.valueOf(uri.getHost());
    this.host = named.startsWith("[") ? named.substring(1, named.length() - 1) : named;
    this.secure = "wss".equalsIgnoreCase(uri.getScheme());
    this.port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
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
      InetAddress[] found = InetAddress.getAllByName(host);
      SSLContext context = secure ? transport.engines().context(request.tls()) : null;
      thread.execute(
          () -> {
            addresses = found;
            trust = context;
            connect(null);
          });
    } catch (UnknownHostException | SecurityException unknown) {
      String text = "the host '" + host + "' has no address";
      thread.execute(() -> fail(Unreachability.NAME_NOT_RESOLVED, text, unknown));
    } catch (GeneralSecurityException unusable) {
      String text = "TLS cannot be set up: " + unusable.getMessage();
      thread.execute(() -> fail(Unreachability.TLS_FAILED, text, unusable));
    }
  }

  private void connect(@Nullable Throwable lastTrouble) {
    if (door.ended()) {
      transport.links().forgetEnded(door);
      return;
    }
    if (next == addresses.length) {
      giveUp(lastTrouble);
      return;
    }
    InetSocketAddress address = new InetSocketAddress(addresses[next++], port);
    door.connecting(HttpHeads.text(address));
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .option(ChannelOption.AUTO_CLOSE, false)
            .handler(new Beginning())
            .connect(address);
    Turn turn = new Turn(connecting.channel());
    if (next < addresses.length) {
      long share = request.options().deadlines().connect().toNanos() / addresses.length;
      timers.arm(turn, timers.nanos() + share);
    }
    connecting.addListener(
        made -> {
          timers.disarm(turn);
          if (made.isSuccess()) {
            connected(connecting.channel());
          } else {
            Throwable cause = made.cause();
            everyOneRefused &= Trouble.connecting(cause) == Unreachability.CONNECTION_REFUSED;
            connect(cause);
          }
        });
  }

  private void giveUp(@Nullable Throwable cause) {
    Unreachability kind =
        everyOneRefused
            ? Unreachability.CONNECTION_REFUSED
            : addresses.length == 1 && cause != null
                ? Trouble.connecting(cause)
                : Unreachability.CONNECT_FAILED;
    String last = cause == null ? "no address" : String.valueOf(cause.getMessage());
    String text =
        addresses.length == 1 ? last : "none of " + addresses.length + " addresses; last: " + last;
    fail(kind, text, cause);
  }

  private void fail(Unreachability kind, String text, @Nullable Throwable cause) {
    door.unreachable(kind, text, cause);
    transport.links().forgetEnded(door);
  }

  private void connected(Channel channel) {
    door.connected(HttpHeads.text(channel.remoteAddress()));
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
      tls = transport.engines().client(context, request.tls(), host, port);
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
                door.secured(certificate(tls));
                ask(channel);
              } else {
                untrusted(done.cause());
              }
            });
  }

  private void untrusted(Throwable cause) {
    boolean lineGone =
        Trouble.find(SSLException.class, cause) == null
            || Trouble.find(SocketException.class, cause) != null
            || Trouble.find(ClosedChannelException.class, cause) != null;
    if (lineGone) {
      return; // The wire reports how.
    }
    int alert = Trouble.alert(cause);
    if (alert >= 0) {
      door.alerted(alert, cause);
    } else {
      door.unreachable(Unreachability.TLS_FAILED, Trouble.securing(cause), cause);
    }
  }

  private void ask(Channel channel) {
    if (door.ended()) {
      return;
    }
    UpgradeHead head = door.upgrade();
    NettyWire wire = channel.pipeline().get(WireReader.class).wire();
    int maxHeader = request.options().limits().maxHeader();
    channel.pipeline().addBefore(WireReader.NAME, null, new AnswerReader(door, wire, maxHeader));
    String startLine = "GET " + head.target() + " HTTP/1.1";
    channel.writeAndFlush(HttpHeads.bytes(channel.alloc(), startLine, head.headers()));
  }

  private static @Nullable Certificate certificate(SslHandler tls) {
    try {
      if (tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate shown) {
        return new Certificate(
            shown.getSubjectX500Principal().getName(),
            shown.getIssuerX500Principal().getName(),
            shown.getNotBefore().toInstant(),
            shown.getNotAfter().toInstant());
      }
    } catch (SSLPeerUnverifiedException anonymous) {
      // A cipher suite without certificates, asked for by name.
    }
    return null;
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
