package dev.hawser.transport.vertx;

import dev.hawser.close.Unreachability;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.http.HttpHead;
import dev.hawser.time.TimerNode;
import dev.hawser.time.Timers;
import dev.hawser.transport.Addresses;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.ProxyTalk;
import dev.hawser.transport.TlsEngines;
import dev.hawser.transport.Wire;
import io.vertx.core.Future;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: the name, the addresses one after the other, the proxy, TLS, and the upgrade
 * request.
 *
 * <p>Whatever may block runs on the executor, everything else on the link's loop. When the link
 * gives up it drops the wire, and the attempt notices at its next step.
 */
final class Dialler {
  private final DialRequest request;
  private final ByteDoor door;
  private final Loop loop;
  private final VertxTransport transport;
  private final Timers timers;
  private final WebSocketUri uri;
  private @Nullable TlsOptions engines;
  private @Nullable Addresses addresses;

  Dialler(DialRequest request, ByteDoor door, Loop loop, VertxTransport transport) {
    this.request = request;
    this.door = door;
    this.loop = loop;
    this.transport = transport;
    this.timers = loop.place().timers();
    this.uri = WebSocketUri.of(request.uri());
  }

  /** Starts; returns at once. */
  void start(Executor blocking) {
    loop.execute(
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
      TlsOptions made = uri.secure() ? transport.clients().engines(request.tls()) : null;
      loop.execute(
          () -> {
            addresses = found;
            engines = made;
            connect();
          });
    } catch (UnknownHostException unknown) {
      String text = String.valueOf(unknown.getMessage());
      loop.execute(() -> fail(Unreachability.NAME_NOT_RESOLVED, text, unknown));
    } catch (GeneralSecurityException | IllegalArgumentException unusable) {
      String text = "TLS cannot be set up: " + unusable.getMessage();
      loop.execute(() -> fail(Unreachability.TLS_FAILED, text, unusable));
    }
  }

  private void connect() {
    Addresses all = addresses;
    if (door.ended() || all == null) {
      transport.forgetEnded(door);
      return;
    }
    InetSocketAddress next = all.next();
    if (next == null) {
      all.giveUp(door);
      transport.forgetEnded(door);
      return;
    }
    SocketAddress address = SocketAddress.inetSocketAddress(next);
    door.connecting(HttpHeads.text(address));
    long share = all.share(request.options().deadlines().connect()).toNanos();
    Client client = transport.clients().client(engines, request.options().buffers());
    Lines lines = transport.lines();
    ConnectOptions options = new ConnectOptions().setRemoteAddress(address).setSsl(false);
    Future<NetSocket> connecting;
    Line line;
    if (lines == null) {
      // The attempt cannot be taken back, so it has to end by itself.
      options.setTimeout((int) Math.max(1, share / 1_000_000));
      connecting = client.maker().connect(options);
      line = null;
    } else {
      options.setTimeout(0);
      Lines.Begun<Future<NetSocket>> begun = lines.beginning(() -> client.maker().connect(options));
      connecting = begun.result();
      line = begun.line();
      if (line != null) {
        line.keep(request.options().buffers());
      }
    }
    door.wire(new Beginning(line));
    Turn turn = new Turn(line);
    if (all.more() && line != null) {
      timers.arm(turn, timers.nanos() + share);
    }
    connecting.onComplete(
        socket -> {
          timers.disarm(turn);
          connected(socket, line, client);
        },
        cause -> {
          timers.disarm(turn);
          client.done();
          all.failed(cause);
          connect();
        });
  }

  private void fail(Unreachability kind, String text, @Nullable Throwable cause) {
    door.unreachable(kind, text, cause);
    transport.forgetEnded(door);
  }

  private void connected(NetSocket socket, @Nullable Line line, Client client) {
    VertxWire wire = new VertxWire(loop, socket, line, client::force);
    wire.attach(door);
    WireReader reader = new WireReader(loop, socket, wire, door, transport);
    reader.begin(line, client::done);
    door.connected(HttpHeads.text(socket.remoteAddress()));
    door.wire(wire);
    ProxyTalk proxy = door.proxy();
    if (proxy == null) {
      secure(socket, wire, reader);
    } else if (!door.ended()) {
      reader.tunnel(proxy, () -> secure(socket, wire, reader));
    }
  }

  private void secure(NetSocket socket, VertxWire wire, WireReader reader) {
    TlsOptions engine = engines;
    if (door.ended()) {
      return;
    }
    if (engine == null) {
      ask(wire, reader);
      return;
    }
    ClientSSLOptions options = new ClientSSLOptions().setHostnameVerificationAlgorithm("");
    options.setSslHandshakeTimeout(0);
    reader.securing();
    socket
        .upgradeToSsl(options)
        .onComplete(
            done -> {
              reader.secured(engine.handler(socket));
              door.secured(TlsEngines.certificate(socket.sslSession()));
              ask(wire, reader);
            },
            door::insecure);
  }

  private void ask(VertxWire wire, WireReader reader) {
    if (door.ended()) {
      return;
    }
    HttpHead head = door.upgrade().head();
    int maxHeader = request.options().limits().maxHeader();
    reader.await(new AnswerReader(door, wire, maxHeader));
    wire.head(HttpHeads.bytes(head));
  }

  /** What can be dropped while the connection is being made. */
  private record Beginning(@Nullable Line line) implements Wire {
    @Override
    public ByteBuffer room(int bytes) {
      return ByteBuffer.allocate(bytes);
    }

    @Override
    public void flush() {}

    @Override
    public void read(boolean on) {}

    @Override
    public void shutdownOutput() {}

    @Override
    public void drop() {
      if (line != null) {
        line.drop(false);
      }
    }
  }

  /** The time one of several addresses has, so that a silent one does not cost the attempt. */
  private final class Turn extends TimerNode {
    private final @Nullable Line line;

    Turn(@Nullable Line line) {
      this.line = line;
    }

    @Override
    protected void fire() {
      loop.execute(
          () -> {
            if (line != null && !line.isActive()) {
              line.drop(false);
            }
          });
    }
  }
}
