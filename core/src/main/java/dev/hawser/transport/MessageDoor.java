package dev.hawser.transport;

import dev.hawser.close.Certificate;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.Phase;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an adapter reports whose runtime speaks the protocol itself; the link behind it keeps the
 * promises the runtime does not.
 *
 * <p>Methods may be called on any thread, one after the other; none throws. What a runtime cannot
 * see is not reported and a missing {@link Capability}. Reports after the link's end are ignored.
 */
public final class MessageDoor {
  private final LinkCore core;
  private final MessageOutlet outlet;
  private final List<String> offered;
  private final MessageInlet inlet;

  private MessageDoor(LinkCore core, List<String> offered) {
    this.core = core;
    this.offered = offered;
    this.outlet = new MessageOutlet(core, core.options.limits().fragment());
    this.inlet = new MessageInlet(core);
    core.speakBy(outlet);
  }

  /**
   * Begins an attempt: the connect deadline runs from now.
   *
   * @throws IllegalArgumentException for a URL that is none of ws or wss, for {@link
   *     Delivery#FRAMES}, which a runtime of messages cannot give, and for compression, which it
   *     cannot be held to
   */
  public static MessageDoor dial(DialRequest request, LinkListener listener, LinkPlace place) {
    requireMessages(request.options());
    MessageDoor door =
        new MessageDoor(ByteDoor.dialling(request, listener, place), request.subprotocols());
    door.core.through(ProxyTalk.of(request, door.core));
    door.core.life.arm();
    return door;
  }

  /** Makes the door of an accepted upgrade. */
  static MessageDoor accepted(LinkCore core, MessageWire wire) {
    requireMessages(core.options);
    MessageDoor door = new MessageDoor(core, List.of());
    door.outlet.wire(wire);
    return door;
  }

  private static void requireMessages(LinkOptions options) {
    if (options.delivery() != Delivery.MESSAGES) {
      throw new IllegalArgumentException(
          "this transport delivers messages only, asked for were " + options.delivery());
    }
    if (options.compression().enabled()) {
      throw new IllegalArgumentException(
          "this transport does not compress, asked for was " + options.compression());
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

  private void report(Runnable task) {
    core.report(
        () -> {
          if (!ended()) {
            task.run();
          }
        });
  }

  /** There is something to drop; is dropped at once where the link has ended meanwhile. */
  public void wire(MessageWire wire) {
    core.report(
        () -> {
          if (ended()) {
            wire.drop();
          } else {
            outlet.wire(wire);
          }
        });
  }

  /** A TCP connection to that {@code address:port} is being made. */
  public void connecting(String address) {
    report(
        () -> {
          core.log.tried(address);
          core.log.enter(Phase.CONNECTING, core.now());
        });
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
    report(
        () -> {
          core.log.reached(address);
          if (core.proxy() == null && core.log.target().startsWith(ByteDoor.SECURE)) {
            core.log.enter(Phase.SECURING, core.now());
          }
        });
  }

  /** TLS is established with a peer of that certificate. */
  public void secured(@Nullable Certificate certificate) {
    report(() -> core.log.secured(certificate));
  }

  /** The upgrade request is on its way; the handshake deadline runs from now. */
  public void upgrading() {
    report(core.life::asked);
  }

  /** The runtime took the answer for a valid one; the link judges subprotocol and extensions. */
  public void opened(HandshakeInfo info) {
    report(
        () -> {
          core.log.answered(HttpAnswer.of(101, info.headers()));
          core.log.reached(info.remoteAddress());
          core.log.negotiated(info.subprotocol(), info.extensions());
          boolean none = info.subprotocol().isEmpty();
          if (!info.extensions().isEmpty()) { // RFC 6455 s.9.1: none was offered
            core.life.unanswered(
                Unreachability.BAD_ANSWER, "extensions nobody asked for: " + info.extensions());
          } else if (none ? offered.isEmpty() : offered.contains(info.subprotocol())) {
            core.life.opened(info);
          } else {
            core.life.unanswered(
                Unreachability.SUBPROTOCOL_MISMATCH,
                "subprotocol '" + info.subprotocol() + "' was selected, offered were " + offered);
          }
        });
  }

  /** The upgrade request was answered with another status than 101. */
  public void refused(HttpAnswer answer) {
    report(
        () -> {
          core.log.answered(answer);
          core.life.refused(answer);
        });
  }

  /**
   * Bytes of the peer came in after the upgrade: a sign of life, also in the midst of a message.
   *
   * @param bytes how many; zero where the runtime shows that something came, but not how much
   */
  public void received(int bytes) {
    report(
        () -> {
          core.log.bytesIn += bytes;
          inlet.alive();
        });
  }

  /**
   * Tells whether the peer's stream stands amid a frame or a message, so that its end now would cut
   * something off; where the runtime shows it.
   */
  public void amid(boolean cut) {
    report(() -> core.log.midFrame = cut);
  }

  /** So many more bytes were taken by the system, frames' heads included. */
  public void written(int bytes) {
    report(() -> core.bytesWritten(bytes));
  }

  /** A text message or a part of one; copied during the call. */
  public void text(CharSequence part, boolean last) {
    String copy = part.toString();
    report(() -> inlet.text(copy, last));
  }

  /** A binary message or a part of one; copied during the call. */
  public void binary(ByteBuffer part, boolean last) {
    byte[] copy = new byte[part.remaining()];
    part.get(copy);
    report(() -> inlet.binary(copy, last));
  }

  /** A Ping, where the runtime leaves the answer to the link. */
  public void ping(ByteBuffer payload) {
    ByteBuffer copy = copy(payload);
    report(() -> inlet.ping(copy));
  }

  /** A Pong; copied during the call. */
  public void pong(ByteBuffer payload) {
    ByteBuffer copy = copy(payload);
    report(() -> inlet.pong(copy));
  }

  private static ByteBuffer copy(ByteBuffer payload) {
    return ByteBuffer.allocate(payload.remaining()).put(payload).flip();
  }

  /**
   * The peer's Close, {@link CloseReason#NONE} for an empty one; a frame that carries 1005 as a
   * number is {@link #violated}.
   */
  public void closed(CloseReason reason) {
    report(() -> inlet.closed(reason));
  }

  /**
   * The runtime found that the peer broke a rule. The link asks the wire for a Close; a runtime
   * that has sent one already says so by {@link MessageWire#sendable}.
   *
   * @param text what was wrong, in English
   */
  public void violated(Fault fault, String text) {
    report(() -> inlet.violated(fault, text));
  }

  /**
   * The connection ended: an orderly end is the peer's direction only, behind which our Close is
   * still written; {@code UNSEEN} where the runtime does not tell how, {@code LOCAL} where it ends
   * TCP by itself once both Closes have passed.
   */
  public void ended(TransportEnd end, @Nullable Throwable cause) {
    report(
        () -> {
          core.log.thrown(cause);
          if (end.orderly()) {
            core.life.peerEnded(end);
          } else {
            core.life.lost(end);
          }
        });
  }

  /** The connection is gone for a fatal TLS alert of that number. */
  public void alerted(int alert, Throwable cause) {
    report(() -> core.log.alerted(alert));
    // Before the upgrade it is the answer; an open link has lost its line.
    unreachable(Unreachability.TLS_FAILED, "the peer refused TLS by alert " + alert, cause);
    ended(TransportEnd.TLS_ALERT, cause);
  }

  /**
   * No answer can be had: before the upgrade, for a reason that only the adapter can tell.
   *
   * @param text what was wrong, in English
   */
  public void unreachable(Unreachability kind, String text, @Nullable Throwable cause) {
    report(
        () -> {
          core.log.thrown(cause);
          core.log.ended(TransportEnd.UNSEEN);
          core.life.unanswered(kind, text);
        });
  }
}
