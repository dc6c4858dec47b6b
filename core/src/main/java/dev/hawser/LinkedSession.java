package dev.hawser;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import dev.hawser.diagnosis.Evidence;
import dev.hawser.driver.SessionFace;
import dev.hawser.driver.SessionLink;
import dev.hawser.driver.SharedSend;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.SharedMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session on its link, client and server alike. */
final class LinkedSession implements Session, SessionFace {
  private static final CloseReason TOO_SLOW =
      CloseReason.of(CloseCode.POLICY_VIOLATION, "reads too slowly");

  private final SessionLink link;
  private final Role role;
  private final Callbacks callbacks;
  private final Consumer<CloseReason> closing;
  private final CompletableFuture<Parting> ended = new CompletableFuture<>();
  private @Nullable ConcurrentMap<String, Object> attributes;

  private volatile @Nullable Duration latency;

  /** Who consumes it: whoever was first. */
  private volatile @Nullable Intake intake;

  /** Whether an iterator was attached that nobody has taken yet. */
  private boolean readAhead;

  /** Broadcasts pass it by until it has caught up, or ended. */
  private volatile boolean lagging;

  /**
   * Makes a session.
   *
   * @param closing told the reason before the session is closed by its user
   */
  LinkedSession(SessionLink link, Role role, Callbacks callbacks, Consumer<CloseReason> closing) {
    this.link = link;
    this.role = role;
    this.callbacks = callbacks;
    this.closing = closing;
    intake = callbacks.consume() ? new CallbackIntake(this, link, callbacks) : null;
  }

  // Inbound

  /** Lets messages come, if callbacks consume them. */
  void start() {
    if (intake instanceof CallbackIntake taker) {
      taker.start();
    }
  }

  @Override
  public void text(String message) {
    Intake taker = intake;
    if (taker != null) {
      taker.text(message);
    }
  }

  @Override
  public void binary(ByteBuffer message) {
    Intake taker = intake;
    if (taker != null) {
      taker.binary(message);
    }
  }

  @Override
  public void roundTrip(Duration time) {
    latency = time;
    callbacks.witness().heartbeat(this, time);
  }

  @Override
  public void closing() {
    Intake taker = intake;
    if (taker != null) {
      taker.end();
    }
  }

  @Override
  public void ended(Evidence evidence, long inDoubt) {
    Parting parting = Parting.of(evidence, inDoubt);
    ended.complete(parting);
    closing();
    callbacks.witness().ended(this, parting);
    if (callbacks.onEnd() != null) {
      callbacks.onEnd().accept(this, parting);
    }
  }

  @Override
  public Iterator<Message> iterator() {
    synchronized (this) {
      if (readAhead && intake instanceof ReaderIntake reader) {
        readAhead = false;
        return reader.inbox();
      }
    }
    return read();
  }

  @Override
  public Flow.Publisher<Message> messages() {
    MessageFlow flow = new MessageFlow(link::request);
    take(flow);
    return flow;
  }

  /** Attaches a reader ahead of the call of {@link #iterator} that takes it. */
  void readAhead() {
    synchronized (this) {
      if (intake != null) {
        return;
      }
      readAhead = true;
    }
    read();
  }

  boolean worthReading() {
    return isOpen() || (intake instanceof ReaderIntake reader && !reader.inbox().isEmpty());
  }

  private Inbox<Message> read() {
    ReaderIntake reader = new ReaderIntake(link);
    take(reader);
    link.start();
    return reader.inbox();
  }

  private void take(Intake taker) {
    synchronized (this) {
      if (intake != null) {
        throw new IllegalStateException(
            "the session has a consumer already: "
                + (intake instanceof CallbackIntake
                    ? "its builder's callbacks"
                    : intake instanceof MessageFlow ? "its publisher" : "its iterator"));
      }
      intake = taker;
    }
    if (!link.isOpen()) {
      taker.end();
    }
  }

  // Outbound

  @Override
  public CompletionStage<Outcome> sendText(String message) {
    OutcomeStage stage = new OutcomeStage(message);
    link.send(stage);
    return stage;
  }

  @Override
  public CompletionStage<Outcome> sendBinary(ByteBuffer message) {
    OutcomeStage stage = new OutcomeStage(message);
    link.send(stage);
    return stage;
  }

  /** Tells whether so many bytes more would be too many, or a slow session has not caught up. */
  boolean slowFor(int bytes, long limit) {
    long waiting = link.pendingBytes();
    if (lagging && waiting == 0) {
      lagging = false;
    }
    return lagging || waiting + bytes > limit;
  }

  /** Does what is to be done about a session that is too slow. */
  void slow(WhenSlow what) {
    if (what == WhenSlow.SKIP) {
      lagging = true;
    } else if (what == WhenSlow.END && !lagging) {
      lagging = true;
      close(TOO_SLOW);
    }
  }

  /** Sends a message that other sessions share; false where the session has ended. */
  boolean share(SharedMessage message, SharedSend send) {
    return link.share(message, send);
  }

  @Override
  public void ping(ByteBuffer payload) {
    link.ping(payload);
  }

  @Override
  public CompletionStage<Boolean> confirm() {
    return link.confirm();
  }

  CompletableFuture<Boolean> verify(Duration within) {
    return link.verify(within);
  }

  @Override
  public long inDoubt() {
    return link.inDoubt();
  }

  @Override
  public long pendingBytes() {
    return link.pendingBytes();
  }

  // Facts

  @Override
  public long number() {
    return link.number();
  }

  @Override
  public @Nullable Duration latency() {
    return latency;
  }

  @Override
  public String subprotocol() {
    return link.handshake().subprotocol();
  }

  @Override
  public HandshakeInfo handshake() {
    return link.handshake();
  }

  @Override
  public synchronized ConcurrentMap<String, Object> attributes() {
    if (attributes == null) {
      attributes = new ConcurrentHashMap<>();
    }
    return attributes;
  }

  void attributes(Map<String, Object> initial) {
    if (!initial.isEmpty()) {
      attributes().putAll(initial);
    }
  }

  @Override
  public boolean isOpen() {
    return link.isOpen();
  }

  // The end

  @Override
  public void close(CloseReason reason) {
    Reasons.requireSendable(reason, role);
    closing.accept(reason);
    link.close(reason);
  }

  /** Closes for the server, which checked the reason. */
  void closeQuietly(CloseReason reason) {
    link.close(reason);
  }

  @Override
  public void abort() {
    link.abort();
  }

  @Override
  public CompletionStage<Parting> ended() {
    return ended.minimalCompletionStage();
  }

  @Override
  public String toString() {
    return "Session " + number() + (isOpen() ? "" : " (ended)");
  }
}
