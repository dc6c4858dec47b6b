package dev.hawser.driver;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.SharedMessage;
import dev.hawser.transport.WriteResult;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One link as its session uses it: what is asked of it, sent on it, and how it is ended.
 *
 * <p>Thread-safe. What the link tells comes by its {@link #listener}.
 */
public final class SessionLink {
  final LinkHost host;
  private final long number;
  private final SessionLinkRules rules;
  final @Nullable Outbox outbox;
  final Handed handed;
  private final Receiver receiver;
  private final DialRight right = new DialRight();
  private volatile @Nullable Link link;
  private volatile @Nullable HandshakeInfo handshake;
  private volatile boolean over;

  /** What stood behind it when its end began; for the host to keep. */
  @Nullable Background background;

  /** Where it leads, as {@code wss://host:port}; null before it is dialled. */
  volatile @Nullable String origin;

  /** The address of this machine that it begins at; null where nobody knows. */
  volatile @Nullable InetAddress from;

  /** Whether the application was told of the session; of the connection's lane. */
  boolean shown;

  SessionLink(LinkHost host, long number, SessionLinkRules rules, @Nullable Outbox outbox) {
    this.host = host;
    this.number = number;
    this.rules = rules;
    this.outbox = outbox;
    handed = new Handed(outbox != null && outbox.replays());
    receiver = new Receiver(this, rules.onLinkThread());
  }

  /** Returns a link that a server accepts, without an outbox. */
  public static SessionLink accepted(LinkHost host, long number, SessionLinkRules rules) {
    return new SessionLink(host, number, rules, null);
  }

  /** Returns the link's number, counted from 1. */
  public long number() {
    return number;
  }

  /** Returns what the handshake settled; call only once the link is open. */
  public HandshakeInfo handshake() {
    return Objects.requireNonNull(handshake, "the link has not opened");
  }

  /** Tells whether the handshake succeeded, even if the link has ended since. */
  public boolean hasOpened() {
    return handshake != null;
  }

  /**
   * Tells whether what comes next waits for the callbacks of that: its own, and the steps of a
   * client, which close it. Listeners of a client's states may be as slow as they like.
   */
  public boolean needs(Object of) {
    return of == this || of == host;
  }

  /** Tells whether that is whose link it is. */
  public boolean belongsTo(LinkHost asked) {
    return asked == host;
  }

  /** Tells whether the link carries messages: the peer has not closed it, and it has not ended. */
  public boolean isOpen() {
    return !over;
  }

  /** Takes the one right to dial; false when it was taken, or the attempt given up. */
  boolean claim() {
    return right.take();
  }

  /** Says which link it is; may come after the link's own first call. */
  void is(Link dialled) {
    link = dialled;
    if (right.isGivenUp()) {
      dialled.abort();
    }
  }

  /** Says who receives what comes; before any credit is given. */
  public void face(SessionFace told) {
    receiver.face(told);
  }

  /** Returns who receives what comes, null before that was said. */
  public @Nullable SessionFace face() {
    return receiver.face();
  }

  private Link link() {
    return Objects.requireNonNull(link, "the link has not opened");
  }

  // Inbound

  /** Returns whom the link tells what comes, messages with nothing between it and the session. */
  public LinkListener listener() {
    return receiver;
  }

  /** The handshake succeeded. */
  void opened(Link opened, HandshakeInfo info) {
    link = opened;
    handshake = info;
  }

  /** From now on the link carries nothing; tells whether that is news. */
  boolean markOver() {
    boolean news = !over;
    over = true;
    return news;
  }

  /** Asks for the first messages. */
  public void start() {
    receiver.start(link());
  }

  /** Asks for that many more messages. */
  public void request(long messages) {
    link().request(messages);
  }

  /** Says that a message was consumed, so that another one may come. */
  public void consumed() {
    receiver.consumed(link());
  }

  // Outbound

  /** Sends a message of the session's own, past the outbox. */
  public void send(Send<?> send) {
    if (over) {
      send.bytes();
      send.completeDropped(Drop.SESSION_ENDED);
    } else if (pendingBytes() >= rules.sendBuffer()) {
      send.bytes();
      send.completeDropped(Drop.FULL);
    } else {
      hand(send, null);
    }
  }

  /** Sends a message that other sessions share; false where this one has ended. */
  public boolean share(SharedMessage message, SharedSend send) {
    if (over) {
      return false;
    }
    handed.share(message, link(), send);
    return true;
  }

  /** Hands a message to the link. */
  void hand(Send<?> send, @Nullable Parcel parcel) {
    handed.hand(send, parcel, link(), this);
  }

  /** The link settled a message; called on its thread. */
  void done(Send<?> send, WriteResult result) {
    if (outbox != null && send.position > 0) {
      outbox.done(this, send, result);
    } else {
      send.complete(result);
    }
  }

  /** Returns what was written and not confirmed; guarded by the outbox's lock. */
  Unconfirmed unconfirmed() {
    return handed.unconfirmed;
  }

  /** Returns the bytes handed over and not yet written. */
  public long pendingBytes() {
    return link().pendingBytes();
  }

  /** Returns the messages handed over and not confirmed. */
  public long inDoubt() {
    return handed.inDoubt();
  }

  /** Sends a Ping of the application's own. */
  public void ping(ByteBuffer payload) {
    link().ping(payload);
  }

  /** Asks for a sign of life. */
  public void probe() {
    Link open = link;
    if (open != null) {
      open.probe();
    }
  }

  /** Asks the peer to confirm every message sent before. */
  public CompletableFuture<Boolean> confirm() {
    CompletableFuture<Boolean> stage = handed.confirmation();
    if (!over) {
      probe();
    }
    return stage;
  }

  /** Asks as {@link #confirm} does; without a byte within that time the link is dead. */
  public CompletableFuture<Boolean> verify(Duration within) {
    CompletableFuture<Boolean> stage = handed.confirmation();
    probe(within);
    return stage;
  }

  /** Asks for a sign of life within that time. */
  void probe(Duration within) {
    Link open = link;
    if (!over && open != null) {
      open.probe(within);
    }
  }

  // The end

  /**
   * Starts the closing handshake, behind a Ping where something is unconfirmed.
   *
   * <p>The Pong confirms what was sent before it. The peer's Close alone would not: it may have
   * been sent before ours arrived, and then tells nothing of what the peer still read (RFC 6455
   * s.5.5.1, s.5.5.3).
   */
  public void close(CloseReason reason) {
    Link open = link;
    if (open != null) {
      if (inDoubt() > 0) {
        open.probe();
      }
      open.close(reason);
    }
  }

  /** Ends the link for a fault of the session. */
  public void fail(Fault fault, String text) {
    Link open = link;
    if (open != null) {
      open.fail(fault, text);
    }
  }

  /** Ends the link at once, or keeps it from being dialled: true where no end will come. */
  public boolean abort() {
    boolean never = right.giveUp();
    Link open = link;
    if (open != null) {
      open.abort();
    }
    return never;
  }
}
