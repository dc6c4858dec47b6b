package dev.hawser.examples.trials;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.TransportEnd;
import dev.hawser.http.Headers;
import dev.hawser.transport.Completion;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.MessageDoor;
import dev.hawser.transport.MessageWire;
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
import org.jspecify.annotations.Nullable;

/** One WebSocket of the JDK: its listener on one side, the link's wire on the other. */
final class JdkWire implements MessageWire, WebSocket.Listener {
  /** The codes that the runtime lets no client send. */
  private static final Set<Integer> UNSENDABLE =
      Set.of(1002, 1003, 1007, 1009, 1010, 1012, 1013, 1014);

  private final MessageDoor door;
  private final boolean tls;
  private final Set<JdkWire> live;
  private final CompletableFuture<Void> answered = new CompletableFuture<>();
  private CompletableFuture<?> pings = CompletableFuture.completedFuture(null);

  // Guarded by this.
  private @Nullable CompletableFuture<WebSocket> dialled;
  private @Nullable WebSocket socket;
  private boolean dropped;
  private boolean reading = true;
  private boolean owed;
  private boolean closeSent;
  private int closeReceived;
  private boolean finished;
  private boolean failed;

  JdkWire(MessageDoor door, boolean tls, Set<JdkWire> live) {
    this.door = door;
    this.tls = tls;
    this.live = live;
    live.add(this);
  }

  void dialled(CompletableFuture<WebSocket> attempt) {
    synchronized (this) {
      dialled = attempt;
    }
    attempt.whenComplete(
        (opened, failure) -> {
          if (failure != null) {
            live.remove(this);
            JdkFailure.report(
                door, failure instanceof CompletionException c ? c.getCause() : failure);
          }
        });
    synchronized (this) {
      if (dropped) {
        attempt.cancel(true);
      }
    }
  }

  // What the runtime tells.

  @Override
  public void onOpen(WebSocket opened) {
    synchronized (this) {
      socket = opened;
      if (dropped) {
        opened.abort();
        return;
      }
    }
    door.opened(new HandshakeInfo(opened.getSubprotocol(), List.of(), Headers.empty(), ""));
    next();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    door.text(part, last);
    return next();
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    door.binary(part, last);
    return next();
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
    door.received(0);
    return next();
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
    door.pong(payload);
    return next();
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    if (code == CloseCode.ABNORMAL_CLOSURE.value()) {
      // Not a Close: the input ended. The stage never completes, or a Close 1000 would go out.
      door.ended(tls ? TransportEnd.UNSEEN : TransportEnd.FIN, null);
      return new CompletableFuture<>();
    }
    synchronized (this) {
      closeReceived = code;
    }
    door.closed(new CloseReason(CloseCode.of(code), reason));
    finish();
    return answered;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    if (error instanceof ProtocolException) {
      // The runtime ends TCP by itself now, as a rule before its own Close gets out.
      Throwable cause = error.getCause() == null ? error : error.getCause();
      boolean text = cause.getCause() instanceof CharacterCodingException;
      synchronized (this) {
        failed = true;
      }
      door.violated(
          text ? Fault.INVALID_PAYLOAD : Fault.PROTOCOL_VIOLATION,
          String.valueOf(cause.getMessage()));
      door.ended(TransportEnd.LOCAL, error);
    } else {
      door.ended(error instanceof SocketException ? TransportEnd.RST : TransportEnd.UNSEEN, error);
    }
  }

  // What the link wants.

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
    // The runtime refuses a Ping while another is being sent.
    CompletableFuture<WebSocket> sent =
        pings.handle((ok, failed) -> socket().sendPing(payload)).thenCompose(stage -> stage);
    pings = sent;
    tell(sent, completion);
  }

  @Override
  public void pong(ByteBuffer payload, Completion completion) {
    completion.done(WriteResult.WRITTEN);
  }

  @Override
  public synchronized @Nullable CloseReason sendable(CloseReason reason) {
    int code = reason.code().value();
    if (failed) {
      return null;
    } else if (code == CloseCode.NO_STATUS_RCVD.value()) {
      return CloseReason.of(CloseCode.NORMAL_CLOSURE);
    } else if (!UNSENDABLE.contains(code)) {
      return reason;
    } else if (closeReceived == code) {
      return CloseReason.of(reason.code()); // The runtime's own answer: the code without a text.
    }
    // RFC 6455 s.7.4.1: 1008 is for when no other code is suitable.
    return CloseReason.of(CloseCode.POLICY_VIOLATION, reason.text());
  }

  @Override
  public void close(CloseReason reason, Completion completion) {
    boolean byRuntime;
    synchronized (this) {
      // What sendable lets through of these is the runtime's own answer.
      byRuntime = UNSENDABLE.contains(reason.code().value());
      closeSent = byRuntime;
    }
    if (byRuntime) {
      answered.complete(null);
      completion.done(WriteResult.WRITTEN);
      finish();
      return;
    }
    CompletableFuture<WebSocket> sent = socket().sendClose(reason.code().value(), reason.text());
    tell(
        sent,
        result -> {
          synchronized (this) {
            closeSent = true;
          }
          completion.done(result);
          finish();
        });
  }

  /** Both Closes have passed: the runtime ends TCP now, without a further word. */
  private void finish() {
    synchronized (this) {
      if (!closeSent || closeReceived == 0) {
        return;
      }
      finished = true;
    }
    door.ended(TransportEnd.LOCAL, null);
  }

  @Override
  public void read(boolean on) {
    synchronized (this) {
      reading = on;
    }
    if (on) {
      grant();
    }
  }

  private @Nullable CompletionStage<?> next() {
    synchronized (this) {
      owed = true;
    }
    grant();
    return null;
  }

  private void grant() {
    WebSocket asked;
    synchronized (this) {
      if (!reading || !owed || socket == null) {
        return;
      }
      owed = false;
      asked = socket;
    }
    asked.request(1);
  }

  @Override
  public void drop() {
    live.remove(this);
    WebSocket open;
    CompletableFuture<WebSocket> attempt;
    boolean done;
    synchronized (this) {
      dropped = true;
      open = socket;
      attempt = dialled;
      done = finished; // The runtime is about to end TCP; an abort could cut its Close off.
    }
    if (open != null) {
      if (!done) {
        open.abort();
      }
    } else if (attempt != null) {
      attempt.cancel(true);
    }
  }

  void abandon() {
    door.link().abort();
  }

  private synchronized WebSocket socket() {
    return java.util.Objects.requireNonNull(socket, "not open");
  }

  private void tell(CompletableFuture<WebSocket> sent, Completion completion) {
    sent.whenComplete(
        (ok, failure) -> {
          completion.done(failure == null ? WriteResult.WRITTEN : WriteResult.LOST);
          Throwable cause = failure instanceof CompletionException c ? c.getCause() : failure;
          if (cause instanceof IOException) {
            door.ended(TransportEnd.UNSEEN, cause);
          }
        });
  }
}
