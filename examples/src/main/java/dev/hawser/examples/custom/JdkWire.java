package dev.hawser.examples.custom;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.TransportEnd;
import dev.hawser.http.Headers;
import dev.hawser.transport.Completion;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.MessageDoor;
import dev.hawser.transport.MessageWire;
import dev.hawser.transport.SerialThread;
import dev.hawser.transport.WriteResult;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of the runtime: its listener on one side, the link's wire on the other.
 *
 * <p>The runtime calls on threads of its own, the link on its one thread. What a callback leaves
 * for the link is volatile and there before the report; everything else is the link's thread's.
 */
final class JdkWire implements MessageWire, WebSocket.Listener {
  /** The codes that the runtime lets no client send. */
  private static final Set<Integer> UNSENDABLE =
      Set.of(1002, 1003, 1007, 1009, 1010, 1012, 1013, 1014);

  private final MessageDoor door;
  private final SerialThread thread;
  private final boolean secure;
  private final Runnable gone;
  private final CompletableFuture<Void> answered = new CompletableFuture<>();

  private final AtomicBoolean owed = new AtomicBoolean();
  private volatile boolean reading = true;
  private volatile @Nullable WebSocket socket;
  private volatile @Nullable CloseCode received;
  private volatile boolean broken;

  private @Nullable CompletableFuture<WebSocket> attempt;
  private boolean closeSent;
  private boolean dropped;

  JdkWire(MessageDoor door, SerialThread thread, boolean secure, Runnable gone) {
    this.door = door;
    this.thread = thread;
    this.secure = secure;
    this.gone = gone;
  }

  void dialled(CompletableFuture<WebSocket> begun) {
    thread.execute(
        () -> {
          attempt = begun;
          if (dropped) {
            begun.cancel(true);
          }
        });
  }

  // What the runtime tells.

  // snippet:transport-opened
  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    thread.execute(
        () -> {
          if (dropped) {
            opened.abort();
          }
        });
    door.opened(new HandshakeInfo(opened.getSubprotocol(), List.of(), Headers.empty(), ""));
    next(opened);
  }

  // end

  // snippet:transport-text
  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    door.text(part, last);
    return next(from);
  }

  // end

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    door.binary(part, last);
    return next(from);
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
    door.received(0); // a sign of life; the runtime answers by itself
    return next(from);
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
    door.pong(payload);
    return next(from);
  }

  // snippet:transport-ended
  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    if (code == CloseCode.ABNORMAL_CLOSURE.value()) {
      // Not a Close: the input ended. The stage never completes, or a Close 1000 would go out.
      door.ended(secure ? TransportEnd.UNSEEN : TransportEnd.FIN, null);
      return new CompletableFuture<>();
    }
    received = CloseCode.of(code);
    door.closed(new CloseReason(CloseCode.of(code), reason));
    thread.execute(this::finish);
    return answered;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    if (error instanceof ProtocolException) {
      // The runtime ends TCP by itself now, as a rule before its own Close gets out.
      Throwable cause = error.getCause() == null ? error : error.getCause();
      boolean text = cause.getCause() instanceof CharacterCodingException;
      broken = true;
      door.violated(
          text ? Fault.INVALID_PAYLOAD : Fault.PROTOCOL_VIOLATION,
          String.valueOf(cause.getMessage()));
      door.ended(TransportEnd.LOCAL, error);
    } else {
      door.ended(error instanceof SocketException ? TransportEnd.RST : TransportEnd.UNSEEN, error);
    }
  }

  // end

  // What the link wants.

  // snippet:transport-send
  @Override
  public void text(CharSequence part, boolean last, Completion completion) {
    tell(socket().sendText(part, last), completion);
  }

  @Override
  public void binary(ByteBuffer part, boolean last, Completion completion) {
    tell(socket().sendBinary(part, last), completion);
  }

  @Override
  public void ping(ByteBuffer payload, Completion completion) {
    tell(socket().sendPing(payload), completion);
  }

  @Override
  public void pong(ByteBuffer payload, Completion completion) {
    completion.done(WriteResult.WRITTEN); // never asked for: the runtime answers Pings
  }

  private void tell(CompletableFuture<WebSocket> sent, Completion completion) {
    var unused =
        sent.whenComplete(
            (ok, failure) -> {
              completion.done(failure == null ? WriteResult.WRITTEN : WriteResult.LOST);
              Throwable cause = failure instanceof CompletionException c ? c.getCause() : failure;
              if (cause instanceof IOException) {
                door.ended(TransportEnd.UNSEEN, cause);
              }
            });
  }

  // end

  // snippet:transport-sendable
  @Override
  public @Nullable CloseReason sendable(CloseReason reason) {
    if (broken) {
      return null;
    } else if (reason.equals(CloseReason.NONE)) {
      return CloseReason.of(CloseCode.NORMAL_CLOSURE);
    } else if (!UNSENDABLE.contains(reason.code().value())) {
      return reason;
    } else if (reason.code().equals(received)) {
      return CloseReason.of(reason.code()); // the runtime's own answer: the code without a text
    }
    // RFC 6455 s.7.4.1: 1008 is for when no other code is suitable.
    return CloseReason.of(CloseCode.POLICY_VIOLATION, reason.text());
  }

  // end

  // snippet:transport-farewell
  @Override
  public void close(CloseReason reason, Completion completion) {
    if (UNSENDABLE.contains(reason.code().value())) {
      answered.complete(null); // the runtime answers now
      closed(WriteResult.WRITTEN, completion);
    } else {
      tell(
          socket().sendClose(reason.code().value(), reason.text()),
          result -> thread.execute(() -> closed(result, completion)));
    }
  }

  private void closed(WriteResult result, Completion completion) {
    closeSent = true;
    completion.done(result);
    finish();
  }

  private boolean finished() {
    return closeSent && received != null;
  }

  /** Once both Closes have passed the runtime ends TCP, without a further word. */
  private void finish() {
    if (finished()) {
      door.ended(TransportEnd.LOCAL, null);
    }
  }

  // end

  // snippet:transport-read
  @Override
  public void read(boolean on) {
    reading = on;
    WebSocket open = socket;
    if (open != null) {
      grant(open);
    }
  }

  /** What was asked for has come: asks for more, unless the link stopped reading. */
  private @Nullable CompletionStage<?> next(WebSocket from) {
    owed.set(true);
    grant(from);
    return null;
  }

  private void grant(WebSocket open) {
    if (reading && owed.getAndSet(false)) {
      open.request(1);
    }
  }

  // end

  // snippet:transport-drop
  @Override
  public void drop() {
    dropped = true;
    gone.run();
    WebSocket open = socket;
    CompletableFuture<WebSocket> begun = attempt;
    if (open != null && !finished()) { // else its own Close may not be out yet
      open.abort();
    } else if (open == null && begun != null) {
      begun.cancel(true);
    }
  }

  // end

  private WebSocket socket() {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    return open;
  }
}
