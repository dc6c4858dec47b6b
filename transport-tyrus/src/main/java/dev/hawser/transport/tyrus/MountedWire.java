package dev.hawser.transport.tyrus;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.TransportEnd;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.AcceptDoor;
import dev.hawser.transport.AcceptWire;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Completion;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.LinkPlace;
import dev.hawser.transport.Masks;
import dev.hawser.transport.MessageDoor;
import dev.hawser.transport.MessageWire;
import dev.hawser.transport.SerialThread;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.Upgrade;
import dev.hawser.transport.WriteResult;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.glassfish.tyrus.core.TyrusSession;
import org.jspecify.annotations.Nullable;

/** One session of a foreign container as what a link runs over. */
final class MountedWire implements AcceptWire, MessageWire {
  private final Session session;
  private final JakartaMount mount;
  private final LinkPlace place;
  private final Semaphore gate = new Semaphore(0);
  private final MountedSends sends;
  private volatile @Nullable MessageDoor link;
  private @Nullable AcceptDoor door;
  private boolean reading;
  private volatile boolean gone;

  MountedWire(Session session, JakartaMount mount, TransportContext context) {
    this.session = session;
    this.mount = mount;
    this.place =
        new LinkPlace(new SerialThread(context.executor()), context.timers(), Masks.secure());
    this.sends = new MountedSends(session, place.thread());
  }

  /** Has the session decided upon, as if it were a request that nobody has answered. */
  void begin(Acceptor acceptor, LinkOptions options, Headers sent) {
    Headers all = asked(sent, session.getNegotiatedSubprotocol());
    String query = session.getQueryString();
    String path = session.getRequestURI().getRawPath();
    String target = query == null || query.isEmpty() ? path : path + "?" + query;
    place
        .thread()
        .execute(
            () -> {
              AcceptDoor made = AcceptDoor.of(acceptor, options, place, this);
              door = made;
              made.request("GET", target, "HTTP/1.1", all);
            });
  }

  /** The container has judged the handshake; what it hides or settled is put in its place. */
  private static Headers asked(Headers sent, @Nullable String chosen) {
    Headers fields = Headers.empty();
    for (Headers.Field field : sent.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      boolean settled =
          name.equals("host")
              || name.equals("upgrade")
              || name.equals("connection")
              || name.startsWith("sec-websocket-");
      if (!settled) {
        fields = fields.with(field.name(), field.value());
      }
    }
    String host = sent.first("Host");
    Headers asked =
        fields
            .with("Host", host == null ? "localhost" : host)
            .with("Upgrade", "websocket")
            .with("Connection", "Upgrade")
            .with("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")
            .with("Sec-WebSocket-Version", "13");
    return chosen == null || chosen.isEmpty()
        ? asked
        : asked.with("Sec-WebSocket-Protocol", chosen);
  }

  /** Closes a session that nobody waits for. */
  void turnAway() throws IOException {
    gone = true;
    gate.release();
    session.close(
        new jakarta.websocket.CloseReason(CloseCodes.TRY_AGAIN_LATER, "no server is started"));
  }

  // What the container tells, on threads of its own, one at a time.

  private @Nullable MessageDoor awaited() {
    gate.acquireUninterruptibly();
    gate.release();
    return gone ? null : link;
  }

  void text(String part, boolean last) {
    MessageDoor told = awaited();
    if (told != null) {
      told.text(part, last);
    }
  }

  void binary(ByteBuffer part, boolean last) {
    MessageDoor told = awaited();
    if (told != null) {
      told.binary(part, last);
    }
  }

  void pong(ByteBuffer payload) {
    MessageDoor told = link;
    if (told != null) {
      told.pong(payload);
    }
  }

  void closed(jakarta.websocket.CloseReason reason) {
    boolean first = !gone;
    gone = true;
    gate.release();
    // Behind the decision: only then is it known whether a link is to be told, or the door.
    place
        .thread()
        .execute(
            () -> {
              MessageDoor told = link;
              if (told != null && first) {
                closed(told, reason);
              } else if (told == null && door != null) {
                door.gone();
              }
            });
  }

  private static void closed(MessageDoor told, jakarta.websocket.CloseReason reason) {
    int code = reason.getCloseCode().getCode();
    if (code == CloseCode.NO_STATUS_RCVD.value()) {
      told.closed(CloseReason.NONE);
    } else if (code != CloseCode.ABNORMAL_CLOSURE.value()) {
      told.closed(CloseReason.fit(CloseCode.of(code), String.valueOf(reason.getReasonPhrase())));
    }
    told.ended(
        code == CloseCode.ABNORMAL_CLOSURE.value() ? TransportEnd.UNSEEN : TransportEnd.LOCAL,
        null);
  }

  void broke(Throwable thrown) {
    MessageDoor told = link;
    if (told != null && !gone) {
      told.ended(TransportEnd.UNSEEN, thrown);
    }
  }

  // Before the link, on its thread.

  @Override
  public String remoteAddress() {
    String address = session instanceof TyrusSession tyrus ? tyrus.getRemoteAddr() : null;
    return address == null ? "unknown" : address;
  }

  @Override
  public boolean secure() {
    return session.isSecure();
  }

  @Override
  public void refuse(HttpAnswer answer) {
    gone = true;
    gate.release();
    CloseCodes code =
        answer.status() == 503 ? CloseCodes.TRY_AGAIN_LATER : CloseCodes.VIOLATED_POLICY;
    end(new jakarta.websocket.CloseReason(code, "HTTP " + answer.status()));
  }

  @Override
  public void upgrade(Headers answer, Upgrade upgrade) {
    MessageDoor made = upgrade.messages(this);
    link = made;
    mount.remember(made.link());
    read(true);
  }

  // What the link wants, on its thread.

  @Override
  public void text(CharSequence part, boolean last, Completion completion) {
    sends.text(part, last, completion);
  }

  @Override
  public void binary(ByteBuffer part, boolean last, Completion completion) {
    sends.binary(part, last, completion);
  }

  @Override
  public void ping(ByteBuffer payload, Completion completion) {
    sends.ping(payload, completion);
  }

  /** The container answers Pings itself. */
  @Override
  public void pong(ByteBuffer payload, Completion completion) {
    completion.done(WriteResult.WRITTEN);
  }

  /** A container that has closed has sent its own; an empty one it cannot send. */
  @Override
  public @Nullable CloseReason sendable(CloseReason reason) {
    if (gone) {
      return null;
    }
    return reason.equals(CloseReason.NONE) ? CloseReason.of(CloseCode.NORMAL_CLOSURE) : reason;
  }

  @Override
  public void close(CloseReason reason, Completion completion) {
    completion.done(WriteResult.WRITTEN);
    end(
        new jakarta.websocket.CloseReason(
            CloseCodes.getCloseCode(reason.code().value()), reason.text()));
  }

  private void end(jakarta.websocket.CloseReason reason) {
    try {
      session.close(reason);
    } catch (IOException | IllegalStateException closedBefore) {
      closed(new jakarta.websocket.CloseReason(CloseCodes.CLOSED_ABNORMALLY, ""));
    }
  }

  @Override
  public void read(boolean on) {
    if (on && !reading) {
      gate.release();
    } else if (!on && reading) {
      gate.acquireUninterruptibly();
    }
    reading = on;
  }

  @Override
  public void drop() {
    MessageDoor made = link;
    if (made != null) {
      mount.forget(made.link());
    }
    if (!gone) {
      gone = true;
      gate.release();
      end(new jakarta.websocket.CloseReason(CloseCodes.GOING_AWAY, ""));
    }
  }
}
