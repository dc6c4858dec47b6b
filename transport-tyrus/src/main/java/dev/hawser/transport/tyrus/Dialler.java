package dev.hawser.transport.tyrus;

import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.frame.HandshakeResult;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.time.TimerNode;
import dev.hawser.transport.Addresses;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkPlace;
import dev.hawser.transport.MessageDoor;
import dev.hawser.transport.ProxyTalk;
import dev.hawser.transport.TlsEngines;
import dev.hawser.transport.Trouble;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: resolves, connects to the addresses in turn, passes the proxy, secures and asks for
 * the upgrade.
 *
 * <p>Only the look-up and the loading of keys borrow a thread; everything else waits on the loop.
 */
final class Dialler {
  private final DialRequest request;
  private final TyrusTransport transport;
  private final Loop loop;
  private final LinkPlace place;
  private final WebSocketUri uri;
  private final String host;
  private final UpgradeTalk talk;
  private final MessageDoor door;
  private final TyrusWire wire;
  private @Nullable SSLContext trust;
  private @Nullable Addresses addresses;

  /**
   * Begins the attempt's deadline.
   *
   * @throws IllegalArgumentException for a URL, subprotocol or header field that cannot be asked
   *     for, naming it
   */
  Dialler(DialRequest request, LinkListener listener, TyrusTransport transport, Loop loop) {
    this.request = request;
    this.transport = transport;
    this.loop = loop;
    this.place = transport.place(loop);
    this.uri = WebSocketUri.of(request.uri());
    this.host = Addresses.bare(uri.host());
    this.talk = new UpgradeTalk(request, uri, place.masks());
    this.door = MessageDoor.dial(request, listener, place);
    this.wire = new TyrusWire(Role.CLIENT, place.masks(), () -> transport.forget(door.link()));
    wire.door(door, request.options().limits().maxMessage());
  }

  MessageDoor door() {
    return door;
  }

  /** Starts; returns at once. */
  void start(Executor blocking) {
    door.wire(wire);
    try {
      blocking.execute(this::resolve);
    } catch (RejectedExecutionException none) {
      fail(Unreachability.NAME_NOT_RESOLVED, "no thread was free to resolve the name", none);
    }
  }

  /** Everything that may block. */
  private void resolve() {
    try {
      Addresses found = Addresses.of(request, transport.resolver());
      SSLContext context = uri.secure() ? transport.tls().context(request.tls()) : null;
      loop.execute(
          () -> {
            addresses = found;
            trust = context;
            connect();
          });
    } catch (UnknownHostException unknown) {
      fail(Unreachability.NAME_NOT_RESOLVED, String.valueOf(unknown.getMessage()), unknown);
    } catch (GeneralSecurityException unusable) {
      fail(Unreachability.TLS_FAILED, "TLS cannot be set up: " + unusable.getMessage(), unusable);
    }
  }

  private void fail(Unreachability kind, String text, @Nullable Throwable cause) {
    door.unreachable(kind, text, cause);
  }

  private void connect() {
    Addresses all = addresses;
    if (door.ended() || all == null) {
      return;
    }
    InetSocketAddress address = all.next();
    if (address == null) {
      all.giveUp(door);
      return;
    }
    door.connecting(Addresses.text(address));
    SocketChannel channel;
    try {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      Buffers.keep(channel, request.options().buffers());
    } catch (IOException noSocket) {
      fail(Unreachability.CONNECT_FAILED, String.valueOf(noSocket.getMessage()), noSocket);
      return;
    }
    Attempt attempt = new Attempt(Addresses.text(address), all);
    Line line = new Line(loop, channel, attempt, () -> place.timers().disarm(attempt.turn));
    attempt.line = line;
    wire.line(line);
    if (all.more()) {
      long share = all.share(request.options().deadlines().connect()).toNanos();
      place.timers().arm(attempt.turn, place.timers().nanos() + share);
    }
    line.connect(address);
  }

  /** One address, from the first packet to the answer. */
  private final class Attempt implements LineUser, UpgradeTalk.Verdict {
    private final String shown;
    private final Addresses all;
    private @Nullable Line line;
    private boolean connected;

    /** The time one of several addresses has, so that a silent one does not cost the attempt. */
    private final TimerNode turn =
        new TimerNode() {
          @Override
          protected void fire() {
            loop.execute(Attempt.this::slow);
          }
        };

    Attempt(String shown, Addresses all) {
      this.shown = shown;
      this.all = all;
    }

    private Line line() {
      Line there = line;
      if (there == null) {
        throw new IllegalStateException("the attempt has no line yet");
      }
      return there;
    }

    private void slow() {
      if (!connected && !line().dropped()) {
        lost(new IOException("Connection timed out: " + shown));
      }
    }

    @Override
    public void connected() {
      connected = true;
      place.timers().disarm(turn);
      door.connected(shown);
      ProxyTalk proxy = door.proxy();
      if (proxy == null) {
        secure();
      } else {
        line().write(proxy.begin(), false);
      }
    }

    private void tunnel(ProxyTalk proxy, ByteBuffer bytes) {
      ByteBuffer reply = proxy.take(bytes);
      if (reply.hasRemaining()) {
        line().write(reply, false);
      } else if (proxy.through()) {
        secure();
      }
    }

    private void secure() {
      SSLContext context = trust;
      if (context == null) {
        ask();
        return;
      }
      try {
        SSLEngine engine = TlsEngines.client(context, request.tls(), host, uri.port());
        line().secure(new TlsLayer(engine, transport.blocking()));
      } catch (IllegalArgumentException unusable) {
        fail(Unreachability.TLS_FAILED, "TLS cannot be set up: " + unusable.getMessage(), unusable);
      }
    }

    @Override
    public void secured() {
      TlsLayer tls = line().tls();
      door.secured(tls == null ? null : TlsEngines.certificate(tls.engine().getSession()));
      ask();
    }

    private void ask() {
      door.upgrading();
      line().write(talk.request(), false);
    }

    @Override
    public void bytes(ByteBuffer bytes) {
      ProxyTalk proxy = door.proxy();
      if (door.ended()) {
        return;
      }
      if (proxy != null && !proxy.through()) {
        tunnel(proxy, bytes);
        return;
      }
      talk.take(bytes, this);
    }

    @Override
    public void refused(HttpAnswer whole) {
      door.refused(whole);
    }

    @Override
    public void unanswered(Unreachability kind, String text, @Nullable Throwable cause) {
      fail(kind, text, cause);
    }

    @Override
    public void accepted(HandshakeResult.Accepted accepted, Headers headers, ByteBuffer behind) {
      try {
        transport.engines().client(wire, accepted.subprotocol());
      } catch (IOException refused) {
        fail(Unreachability.BAD_ANSWER, String.valueOf(refused.getMessage()), refused);
        return;
      }
      door.opened(new HandshakeInfo(accepted.subprotocol(), accepted.extensions(), headers, shown));
      if (behind.hasRemaining()) {
        wire.bytes(behind);
      }
    }

    @Override
    public void ended(TransportEnd end) {
      if (!talk.cut(this)) {
        door.ended(end, null);
      }
    }

    @Override
    public void lost(Throwable cause) {
      if (talk.cut(this)) {
        return;
      }
      if (!connected) {
        line().drop();
        all.failed(cause);
        connect();
      } else if (Trouble.alert(cause) >= 0) {
        door.alerted(Trouble.alert(cause), cause);
      } else if (Trouble.find(SSLException.class, cause) != null) {
        fail(Unreachability.TLS_FAILED, Trouble.securing(cause), cause);
      } else {
        door.ended(Trouble.end(cause), cause);
      }
    }
  }
}
