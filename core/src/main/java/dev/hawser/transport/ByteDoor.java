package dev.hawser.transport;

import dev.hawser.close.Certificate;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.http.HttpAnswer;
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
  private final LinkCore core;

  ByteDoor(LinkCore core) {
    this.core = core;
  }

  /** Begins an attempt: the connect deadline runs from now. */
  public static ByteDoor dial(DialRequest request, LinkListener listener, LinkPlace place) {
    return new ByteDoor(new LinkCore());
  }

  /** Returns the link, which is what {@link Transport#dial} returns. */
  public Link link() {
    return core;
  }

  /** Tells whether the link needs no further report; a dial under way can be given up. */
  public boolean ended() {
    return false;
  }

  /** The host name is being resolved. */
  public void resolving() {}

  /** A TCP connection to that {@code address:port} is being made; called again for the next. */
  public void connecting(String address) {}

  /**
   * There is a socket, connected or not: what {@link Wire#drop} ends. A later one replaces it. Is
   * dropped at once where the link has ended meanwhile.
   */
  public void wire(Wire wire) {}

  /** TCP is connected to that {@code address:port}. */
  public void connected(String address) {}

  /** TLS is established with a peer of that certificate. */
  public void secured(@Nullable Certificate certificate) {}

  /** Returns what to write to ask for the upgrade; the handshake deadline runs from now. */
  public UpgradeHead upgrade() {
    return new UpgradeHead("/", dev.hawser.http.Headers.empty());
  }

  /**
   * The answer to the upgrade request: whole for 101, else with as much of the body as there is, at
   * most {@link HttpAnswer#MAX_BODY}. Bytes behind a 101 come as {@link #bytes}, after this.
   */
  public void response(HttpAnswer answer) {}

  /**
   * Bytes of the peer, consumed whole during the call; may be unmasked in place.
   *
   * @param batchEnd whether nothing more comes from the read under way
   */
  public void bytes(ByteBuffer bytes, boolean batchEnd) {}

  /** So many more bytes of what was put into {@link Wire#room} were taken by the system. */
  public void written(int bytes) {}

  /**
   * The peer ended its direction; ours still stands.
   *
   * @param end {@code FIN}, {@code TLS_CLOSE_NOTIFY} or {@code TLS_TRUNCATED}
   */
  public void eof(TransportEnd end) {}

  /** The connection is gone in both directions. */
  public void failed(TransportEnd end, @Nullable Throwable cause) {}

  /** The connection is gone for a fatal TLS alert of that number. */
  public void alerted(int alert, Throwable cause) {}

  /**
   * No answer can be had: before the upgrade, for a reason that only the adapter can tell.
   *
   * @param text what was wrong, in English
   */
  public void unreachable(Unreachability kind, String text, @Nullable Throwable cause) {}
}
