package dev.hawser;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Role;
import dev.hawser.driver.SessionFace;
import dev.hawser.driver.SessionLink;
import dev.hawser.transport.HandshakeInfo;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session on its link, client and server alike. */
final class LinkedSession implements Session, SessionFace {
  private final SessionLink link;
  private final Role role;
  private final Callbacks callbacks;
  private final Consumer<CloseReason> closing;
  private final CompletableFuture<Parting> ended = new CompletableFuture<>();
  private @Nullable ConcurrentMap<String, Object> attributes;
  private volatile @Nullable Inbox<Message> inbox;

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
  }

  // Inbound

  /** Lets messages come, if callbacks consume them. */
  void start() {
    if (callbacks.consume()) {
      link.start();
    }
  }

  @Override
  public void text(String message) {
    Inbox<Message> reader = inbox;
    if (reader != null) {
      reader.put(new Message.Text(message));
      return;
    }
    if (callbacks.onText() != null) {
      callbacks.onText().accept(this, message);
    }
    link.consumed();
  }

  @Override
  public void binary(ByteBuffer message) {
    Inbox<Message> reader = inbox;
    if (reader != null) {
      reader.put(new Message.Binary(message));
      return;
    }
    if (callbacks.onBinary() != null) {
      callbacks.onBinary().accept(this, message);
    }
    link.consumed();
  }

  @Override
  public void closing() {
    Inbox<Message> reader = inbox;
    if (reader != null) {
      reader.end();
    }
  }

  @Override
  public void ended(Ending ending, List<Ending> earlier, long inDoubt) {
    Parting parting = Parting.after(earlier, ending, inDoubt);
    ended.complete(parting);
    closing();
    if (callbacks.onEnd() != null) {
      callbacks.onEnd().accept(this, parting);
    }
  }

  @Override
  public Iterator<Message> iterator() {
    Inbox<Message> reader = inbox;
    if (reader != null) {
      synchronized (this) {
        if (!preTaken) {
          throw alreadyConsumed();
        }
        preTaken = false;
      }
      return reader;
    }
    return attach();
  }

  private boolean preTaken;

  /** Attaches a reader ahead of the call of {@link #iterator} that takes it. */
  void readAhead() {
    if (!callbacks.consume()) {
      synchronized (this) {
        preTaken = true;
      }
      attach();
    }
  }

  boolean worthReading() {
    Inbox<Message> reader = inbox;
    return isOpen() || (reader != null && !reader.isEmpty());
  }

  private synchronized Inbox<Message> attach() {
    if (callbacks.consume() || inbox != null) {
      throw alreadyConsumed();
    }
    Inbox<Message> reader = new Inbox<>("the session's iterator", link::consumed);
    inbox = reader;
    if (!link.isOpen()) {
      reader.end();
    }
    link.start();
    return reader;
  }

  private static IllegalStateException alreadyConsumed() {
    return new IllegalStateException(
        "the session has a consumer already: its builder's callbacks or another iterator");
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

  @Override
  public void ping(ByteBuffer payload) {
    link.ping(payload);
  }

  @Override
  public CompletionStage<Boolean> confirm() {
    return link.confirm();
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
