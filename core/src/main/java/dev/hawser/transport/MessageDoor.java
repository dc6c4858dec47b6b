package dev.hawser.transport;

import dev.hawser.close.Certificate;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.http.HttpAnswer;
import java.nio.ByteBuffer;
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

  MessageDoor(LinkCore core) {
    this.core = core;
  }

  /** Begins an attempt: the connect deadline runs from now. */
  public static MessageDoor dial(DialRequest request, LinkListener listener, LinkPlace place) {
    return new MessageDoor(new LinkCore());
  }

  /** Returns the link, which is what {@link Transport#dial} returns. */
  public Link link() {
    return core;
  }

  /** Tells whether the link needs no further report; a dial under way can be given up. */
  public boolean ended() {
    return false;
  }

  /** There is something to drop; is dropped at once where the link has ended meanwhile. */
  public void wire(MessageWire wire) {}

  /** A TCP connection to that {@code address:port} is being made. */
  public void connecting(String address) {}

  /** TLS is established with a peer of that certificate. */
  public void secured(@Nullable Certificate certificate) {}

  /** The upgrade request is on its way; the handshake deadline runs from now. */
  public void upgrading() {}

  /** The runtime took the answer for a valid one; the link judges its subprotocol. */
  public void opened(HandshakeInfo info) {}

  /** The upgrade request was answered with another status than 101. */
  public void refused(HttpAnswer answer) {}

  /**
   * Bytes of the peer came in after the upgrade: a sign of life, also in the midst of a message.
   *
   * @param bytes how many; zero where the runtime shows that something came, but not how much
   */
  public void received(int bytes) {}

  /** So many more bytes were taken by the system, frames' heads included. */
  public void written(int bytes) {}

  /** A text message or a part of one; copied during the call. */
  public void text(CharSequence part, boolean last) {}

  /** A binary message or a part of one; copied during the call. */
  public void binary(ByteBuffer part, boolean last) {}

  /** A Ping, where the runtime leaves the answer to the link. */
  public void ping(ByteBuffer payload) {}

  /** A Pong; copied during the call. */
  public void pong(ByteBuffer payload) {}

  /** The peer's Close, {@link CloseReason#NONE} for an empty one. */
  public void closed(CloseReason reason) {}

  /**
   * The runtime found that the peer broke a rule. The link asks the wire for a Close; a runtime
   * that has sent one already says so by {@link MessageWire#sendable}.
   *
   * @param text what was wrong, in English
   */
  public void violated(Fault fault, String text) {}

  /**
   * The connection ended: an orderly end is the peer's direction only, behind which our Close is
   * still written; {@code UNSEEN} where the runtime does not tell how, {@code LOCAL} where it ends
   * TCP by itself once both Closes have passed.
   */
  public void ended(TransportEnd end, @Nullable Throwable cause) {}

  /**
   * No answer can be had: before the upgrade, for a reason that only the adapter can tell.
   *
   * @param text what was wrong, in English
   */
  public void unreachable(Unreachability kind, String text, @Nullable Throwable cause) {}
}
