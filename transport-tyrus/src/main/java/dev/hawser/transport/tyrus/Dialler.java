package dev.hawser.transport.tyrus;

import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.frame.ClientHandshake;
import dev.hawser.frame.HandshakeOffer;
import dev.hawser.frame.HandshakeResult;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.http.HttpAnswer;
import dev.hawser.time.TimerNode;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkPlace;
import dev.hawser.transport.Masks;
import dev.hawser.transport.MessageDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: resolves, connects to the addresses in turn, secures and asks for the upgrade.
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
  private final ClientHandshake handshake;
  private final MessageDoor door;
  private final TyrusWire wire;
  private @Nullable SSLContext trust;
  private InetAddress[] addresses = {};
  private int next;
  private boolean everyOneRefused = true;

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
    this.host =
        uri.host().startsWith("[") ? uri.host().substring(1, uri.host().length() - 1) : uri.host();
    HandshakeOffer offer =
        new HandshakeOffer(uri, request.subprotocols(), List.of(), request.headers());
    this.handshake = new ClientHandshake(offer, nonce(place.masks()));
    this.door = MessageDoor.dial(request, listener, place);
    this.wire = new TyrusWire(Role.CLIENT, place.masks(), () -> transport.forget(door.link()));
    wire.door(door, request.options().limits().maxMessage());
  }

  private static byte[] nonce(Masks masks) {
    ByteBuffer sixteen = ByteBuffer.allocate(16);
    while (sixteen.hasRemaining()) {
      sixteen.putInt(masks.next());
    }
    return sixteen.array();
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
      InetAddress[] found = InetAddress.getAllByName(host);
      SSLContext context = uri.secure() ? transport.tls().context(request.tls()) : null;
      loop.execute(
          () -> {
            addresses = found;
            trust = context;
            connect(null);
          });
    } catch (UnknownHostException | SecurityException unknown) {
      fail(Unreachability.NAME_NOT_RESOLVED, "the host '" + host + "' has no address", unknown);
    } catch (GeneralSecurityException unusable) {
      fail(Unreachability.TLS_FAILED, "TLS cannot be set up: " + unusable.getMessage(), unusable);
    }
  }

  private void fail(Unreachability kind, String text, @Nullable Throwable cause) {
    door.unreachable(kind, text, cause);
  }

  private void connect(@Nullable Throwable lastTrouble) {
    if (door.ended()) {
      return;
    }
    if (next == addresses.length) {
      giveUp(lastTrouble);
      return;
    }
    InetSocketAddress address = new InetSocketAddress(addresses[next++], uri.port());
    door.connecting(HttpHead.text(address));
    SocketChannel channel;
    try {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
    } catch (IOException noSocket) {
      fail(Unreachability.CONNECT_FAILED, String.valueOf(noSocket.getMessage()), noSocket);
      return;
    }
    Attempt attempt = new Attempt(HttpHead.text(address));
    Line line = new Line(loop, channel, attempt, () -> place.timers().disarm(attempt.turn));
    attempt.line = line;
    wire.line(line);
    if (next < addresses.length) {
      long share = request.options().deadlines().connect().toNanos() / addresses.length;
      place.timers().arm(attempt.turn, place.timers().nanos() + share);
    }
    line.connect(address);
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

  /** One address, from the first packet to the answer. */
  private final class Attempt implements LineUser {
    private final String shown;
    private final AnswerReader answer = new AnswerReader(request.options().limits().maxHeader());
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

    Attempt(String shown) {
      this.shown = shown;
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
      SSLContext context = trust;
      if (context == null) {
        ask();
        return;
      }
      try {
        line()
            .secure(
                new TlsLayer(
                    TlsEngines.client(context, request.tls(), host, uri.port()),
                    transport.blocking()));
      } catch (IllegalArgumentException unusable) {
        fail(Unreachability.TLS_FAILED, "TLS cannot be set up: " + unusable.getMessage(), unusable);
      }
    }

    @Override
    public void secured() {
      TlsLayer tls = line().tls();
      door.secured(tls == null ? null : TlsEngines.certificate(tls.engine()));
      ask();
    }

    private void ask() {
      door.upgrading();
      line()
          .write(HttpHead.bytes("GET " + uri.resource() + " HTTP/1.1", handshake.headers()), false);
    }

    @Override
    public void bytes(ByteBuffer bytes) {
      if (door.ended()) {
        return;
      }
      try {
        HttpAnswer whole = answer.take(bytes);
        if (whole != null) {
          judge(whole, bytes);
        }
      } catch (AnswerReader.Bad bad) {
        fail(Unreachability.BAD_ANSWER, String.valueOf(bad.getMessage()), bad);
      }
    }

    private void judge(HttpAnswer whole, ByteBuffer behind) {
      HandshakeResult result = handshake.judge(whole);
      if (result instanceof HandshakeResult.Accepted accepted) {
        open(accepted, whole, behind);
      } else if (result instanceof HandshakeResult.Refused refused) {
        door.refused(refused.answer());
      } else if (result instanceof HandshakeResult.Invalid invalid) {
        fail(invalid.kind(), invalid.detail(), null);
      }
    }

    private void open(HandshakeResult.Accepted accepted, HttpAnswer whole, ByteBuffer behind) {
      try {
        transport.engines().client(wire, accepted.subprotocol());
      } catch (IOException refused) {
        fail(Unreachability.BAD_ANSWER, String.valueOf(refused.getMessage()), refused);
        return;
      }
      door.opened(
          new HandshakeInfo(accepted.subprotocol(), accepted.extensions(), whole.headers(), shown));
      if (behind.hasRemaining()) {
        wire.bytes(behind);
      }
    }

    @Override
    public void ended(TransportEnd end) {
      HttpAnswer cut = answer.cut();
      if (cut == null) {
        door.ended(end, null);
      } else {
        judge(cut, ByteBuffer.allocate(0));
      }
    }

    @Override
    public void lost(Throwable cause) {
      HttpAnswer cut = answer.cut();
      if (cut != null) {
        judge(cut, ByteBuffer.allocate(0));
      } else if (!connected) {
        line().drop();
        everyOneRefused &= Trouble.connecting(cause) == Unreachability.CONNECTION_REFUSED;
        connect(cause);
      } else if (Trouble.alert(cause) >= 0) {
        door.alerted(Trouble.alert(cause), cause);
      } else if (Trouble.tls(cause) != null) {
        fail(Unreachability.TLS_FAILED, Trouble.securing(cause), cause);
      } else {
        door.ended(Trouble.end(cause), cause);
      }
    }
  }
}
