package dev.hawser.transport;

import dev.hawser.close.Certificate;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.frame.DeflateTerms;
import dev.hawser.frame.Deflation;
import dev.hawser.frame.HandshakeResult;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.machine.LinkState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where an adapter that moves bytes reports what happens to one connection; the link behind it
 * speaks the protocol and keeps every promise.
 *
 * <p>Every method is called on the link's thread, and none throws. A client's order is: {@link
 * #resolving}, {@link #connecting} per address, {@link #wire} as soon as there is a socket to drop,
 * {@link #connected}, {@link #secured} under TLS, {@link #upgrade}, {@link #response}, then bytes.
 * A report may be left out where the runtime does not show the moment, but {@link #wire}, {@link
 * #upgrade} and {@link #response} may not. A server's door comes from {@link Upgrade} and begins
 * with bytes. Reports after the link's end are ignored.
 */
public final class ByteDoor {
  static final String SECURE = "wss://";

  private final LinkCore core;
  private final FrameOutlet outlet;
  private final FrameInlet inlet;

  /** A client's, until it is answered. */
  private @Nullable ClientUpgrade upgrade;

  private ByteDoor(LinkCore core, Role role) {
    this.core = core;
    this.outlet = new FrameOutlet(core, role, core.place.masks(), core.options.limits().fragment());
    this.inlet = new FrameInlet(core, role);
    core.speakBy(outlet);
  }

  /**
   * Begins an attempt: the connect deadline runs from now.
   *
   * @throws IllegalArgumentException for a URL, subprotocol or header field that cannot be asked
   *     for, naming it
   */
  public static ByteDoor dial(DialRequest request, LinkListener listener, LinkPlace place) {
    ClientUpgrade asked = ClientUpgrade.of(request, place.masks());
    ByteDoor door = new ByteDoor(dialling(request, listener, place), Role.CLIENT);
    door.upgrade = asked;
    door.core.through(ProxyTalk.of(request, door.core));
    door.core.life.arm();
    return door;
  }

  /** Makes the link of an attempt, its connect deadline not armed yet. */
  static LinkCore dialling(DialRequest request, LinkListener listener, LinkPlace place) {
    WebSocketUri uri = WebSocketUri.of(request.uri());
    long now = place.timers().nanos();
    Logbook log = new Logbook(Role.CLIENT, address(uri), Phase.RESOLVING, now);
    LinkState first = LinkState.dialling(now, request.options().rules(Role.CLIENT));
    return new LinkCore(place, request.options(), listener, log, first);
  }

  /** The URL without its query, which may hold secrets. */
  private static String address(WebSocketUri uri) {
    int query = uri.resource().indexOf('?');
    String path = query < 0 ? uri.resource() : uri.resource().substring(0, query);
    return (uri.secure() ? SECURE : "ws://") + uri.hostHeader() + path;
  }

  /** Makes the door of an accepted upgrade, which compresses as it says. */
  static ByteDoor accepted(LinkCore core, Wire wire, @Nullable DeflateTerms terms) {
    ByteDoor door = new ByteDoor(core, Role.SERVER);
    door.outlet.wire(wire);
    door.compress(Role.SERVER, terms);
    return door;
  }

  private void compress(Role self, @Nullable DeflateTerms terms) {
    if (terms != null) {
      Deflation deflation = Deflation.of(self, terms, core.options.compression());
      inlet.inflate(deflation);
      outlet.deflate(deflation);
      core.readOnBy(inlet::resume);
    }
  }

  /** Returns the link, which is what {@link Transport#dial} returns. */
  public Link link() {
    return core;
  }

  /** Tells whether the link needs no further report; a dial under way can be given up. */
  public boolean ended() {
    return core.life.over();
  }

  /** The host name is being resolved. */
  public void resolving() {
    enter(Phase.RESOLVING);
  }

  /** A TCP connection to that {@code address:port} is being made; called again for the next. */
  public void connecting(String address) {
    if (!ended()) {
      core.log.tried(address);
      enter(Phase.CONNECTING);
    }
  }

  /**
   * There is a socket, connected or not: what {@link Wire#drop} ends. A later one replaces it. Is
   * dropped at once where the link has ended meanwhile.
   */
  public void wire(Wire wire) {
    if (ended()) {
      wire.drop();
    } else {
      outlet.wire(wire);
    }
  }

  /**
   * Returns the conversation to have with the request's proxy once {@link #connected} to it, before
   * TLS and the upgrade; null where the request has none.
   */
  public @Nullable ProxyTalk proxy() {
    return core.proxy();
  }

  /** TCP is connected to that {@code address:port}, the proxy's if there is one. */
  public void connected(String address) {
    if (!ended()) {
      core.log.reached(address);
      if (core.proxy() == null && core.log.target().startsWith(SECURE)) {
        enter(Phase.SECURING);
      }
    }
  }

  /** TLS is established with a peer of that certificate. */
  public void secured(@Nullable Certificate certificate) {
    core.log.secured(certificate);
  }

  /**
   * TLS was not established; where the line itself went away, {@link #eof} or {@link #failed} tells
   * how.
   */
  public void insecure(Throwable cause) {
    if (Trouble.lineGone(cause)) {
      return;
    }
    int alert = Trouble.alert(cause);
    if (alert >= 0) {
      alerted(alert, cause);
    } else {
      unreachable(Unreachability.TLS_FAILED, Trouble.securing(cause), cause);
    }
  }

  private void enter(Phase phase) {
    if (!ended()) {
      core.log.enter(phase, core.now());
    }
  }

  /** Returns what to write to ask for the upgrade; the handshake deadline runs from now. */
  public UpgradeHead upgrade() {
    ClientUpgrade asked = upgrade;
    if (asked == null) {
      throw new IllegalStateException("a server asks for no upgrade, a client for one");
    }
    core.enter();
    if (!ended()) {
      core.life.asked();
    }
    core.leave(true);
    return asked.head();
  }

  /**
   * The answer to the upgrade request: whole for 101, else with as much of the body as there is, at
   * most {@link HttpAnswer#MAX_BODY}. Bytes behind a 101 come as {@link #bytes}, after this.
   */
  public void response(HttpAnswer answer) {
    ClientUpgrade asked = upgrade;
    if (asked == null || ended()) {
      return;
    }
    upgrade = null;
    core.enter();
    core.log.answered(answer);
    HandshakeResult result = asked.judge(answer);
    if (result instanceof HandshakeResult.Accepted accepted) {
      opened(accepted, answer.headers());
    } else if (result instanceof HandshakeResult.Refused refused) {
      core.life.refused(refused.answer());
    } else if (result instanceof HandshakeResult.Invalid invalid) {
      core.life.unanswered(invalid.kind(), invalid.detail());
    }
    core.leave(true);
  }

  /** The stream ends inside the head of the answer; {@link #eof} or {@link #failed} follows. */
  public void answerCut() {
    core.log.midFrame = true;
  }

  private void opened(HandshakeResult.Accepted accepted, Headers headers) {
    compress(Role.CLIENT, accepted.deflate());
    core.log.negotiated(accepted.subprotocol(), accepted.extensions());
    core.life.opened(
        new HandshakeInfo(
            accepted.subprotocol(), accepted.extensions(), headers, core.log.address()));
  }

  /**
   * Bytes of the peer, consumed whole during the call.
   *
   * <p>Answers and sends that they lead to are flushed at the end of the batch, so each batch must
   * have one: where a runtime tells it late, by an empty buffer.
   *
   * @param batchEnd whether nothing more comes from the read under way
   */
  public void bytes(ByteBuffer bytes, boolean batchEnd) {
    Neighbours neighbours = core.place.neighbours();
    neighbours.enter();
    try {
      core.enter();
      inlet.take(bytes);
      core.leave(batchEnd);
    } finally {
      neighbours.leave();
    }
  }

  /** So many more bytes of what was put into {@link Wire#room} were taken by the system. */
  public void written(int bytes) {
    core.enter();
    if (!ended()) {
      outlet.written(bytes);
    }
    core.leave(true);
  }

  /**
   * The peer ended its direction; ours still stands.
   *
   * @param end {@code FIN}, {@code TLS_CLOSE_NOTIFY} or {@code TLS_TRUNCATED}
   */
  public void eof(TransportEnd end) {
    core.enter();
    if (!inlet.holdsBack(end)) {
      core.life.peerEnded(end);
    }
    core.leave(true);
  }

  /** The connection is gone in both directions. */
  public void failed(TransportEnd end, @Nullable Throwable cause) {
    core.enter();
    core.log.thrown(cause);
    core.life.lost(end);
    core.leave(true);
  }

  /** The connection is gone for a fatal TLS alert of that number. */
  public void alerted(int alert, Throwable cause) {
    core.log.alerted(alert);
    // Before the upgrade it is the answer; an open link has lost its line.
    unreachable(Unreachability.TLS_FAILED, "the peer refused TLS by alert " + alert, cause);
    failed(TransportEnd.TLS_ALERT, cause);
  }

  /**
   * No answer can be had: before the upgrade, for a reason that only the adapter can tell.
   *
   * @param text what was wrong, in English
   */
  public void unreachable(Unreachability kind, String text, @Nullable Throwable cause) {
    core.enter();
    core.log.thrown(cause);
    core.log.ended(TransportEnd.UNSEEN);
    core.life.unanswered(kind, text);
    core.leave(true);
  }
}
