package dev.hawser.transport.tyrus;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.transport.Completion;
import dev.hawser.transport.Masks;
import dev.hawser.transport.MessageDoor;
import dev.hawser.transport.MessageWire;
import dev.hawser.transport.Trouble;
import dev.hawser.transport.WriteResult;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.glassfish.tyrus.spi.Connection;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of Tyrus's engine over a line of ours; everything happens on the line's loop.
 *
 * <p>A Close never passes through Tyrus: {@link FrameTap} takes the peer's out of the bytes, ours
 * is written here, and what Tyrus would send in its place is thrown away. So every code arrives and
 * leaves as it is.
 */
final class TyrusWire implements MessageWire, LineUser {
  private final Role role;
  private final Masks masks;
  private final Runnable onDrop;
  private @Nullable Line line;
  private @Nullable MessageDoor door;
  private @Nullable FrameTap tap;
  private @Nullable Session session;
  private @Nullable Connection connection;
  private boolean over;

  /**
   * Makes the wire of a link to be.
   *
   * @param onDrop run once, when the link has ended
   */
  TyrusWire(Role role, Masks masks, Runnable onDrop) {
    this.role = role;
    this.masks = masks;
    this.onDrop = onDrop;
  }

  /** Names the line it uses, or would use next. */
  void line(Line next) {
    line = next;
    if (over) {
      next.drop();
    }
  }

  /** Names who is told. */
  void door(MessageDoor told, int maxMessage) {
    door = told;
    tap = new FrameTap(told, role, maxMessage, this::toTyrus);
  }

  /** Takes over the line: what comes from now on are frames. */
  void opened(Connection there) {
    connection = there;
    Line open = line();
    open.opened();
    open.user(this);
  }

  Line line() {
    return there(line);
  }

  private MessageDoor door() {
    return there(door);
  }

  private static <T> T there(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the wire is not complete");
    }
    return part;
  }

  // What comes in.

  @Override
  public void bytes(ByteBuffer bytes) {
    if (!over) {
      door().received(bytes.remaining());
      there(tap).take(bytes);
    }
  }

  private void toTyrus(ByteBuffer frames) {
    there(connection).getReadHandler().handle(frames);
  }

  @Override
  public void written(int bytes) {
    door().written(bytes);
  }

  @Override
  public void ended(TransportEnd end) {
    door().ended(end, null);
  }

  @Override
  public void lost(Throwable cause) {
    int alert = Trouble.alert(cause);
    if (alert >= 0) {
      door().alerted(alert, cause);
    } else {
      door().ended(Trouble.end(cause), cause);
    }
  }

  // What Tyrus tells; see WireEndpoint.

  void session(Session opened) {
    session = opened;
  }

  void text(String part, boolean last) {
    door().text(part, last);
  }

  void binary(ByteBuffer part, boolean last) {
    door().binary(part, last);
  }

  void pong(ByteBuffer payload) {
    door().pong(payload);
  }

  /** Tyrus gave up: no Close reaches it, so it found a rule broken. */
  void gaveUp(int code, String text) {
    FrameTap tapped = tap;
    if (over || tapped == null) {
      return;
    }
    tapped.stop();
    boolean utf8 = code == CloseCode.INVALID_FRAME_PAYLOAD_DATA.value();
    door().violated(utf8 ? Fault.INVALID_PAYLOAD : Fault.PROTOCOL_VIOLATION, text);
  }

  /** Tyrus threw. */
  void broke(Throwable thrown) {
    if (!over) {
      there(tap).stop();
      door().ended(TransportEnd.LOCAL, thrown);
    }
  }

  // What the link wants.

  @Override
  public void text(CharSequence part, boolean last, Completion completion) {
    send(remote -> remote.sendText(part.toString(), last), completion);
  }

  @Override
  public void binary(ByteBuffer part, boolean last, Completion completion) {
    send(remote -> remote.sendBinary(part, last), completion);
  }

  @Override
  public void ping(ByteBuffer payload, Completion completion) {
    send(remote -> remote.sendPing(payload), completion);
  }

  @Override
  public void pong(ByteBuffer payload, Completion completion) {
    send(remote -> remote.sendPong(payload), completion);
  }

  private interface Sending {
    void to(RemoteEndpoint.Basic remote) throws IOException;
  }

  /** Tyrus frames and hands over at once; what completes is the line's write. */
  private void send(Sending sending, Completion completion) {
    try {
      sending.to(there(session).getBasicRemote());
    } catch (IOException | RuntimeException refused) {
      completion.done(WriteResult.NOT_WRITTEN);
      return;
    }
    line().whenWritten(completion);
  }

  @Override
  public void close(CloseReason reason, Completion completion) {
    byte[] text = reason.text().getBytes(StandardCharsets.UTF_8);
    boolean empty = reason.equals(CloseReason.NONE);
    int size = empty ? 0 : 2 + text.length;
    ByteBuffer frame = ByteBuffer.allocate(6 + size);
    frame.put((byte) 0x88); // RFC 6455 s.5.5.1
    ByteBuffer payload = ByteBuffer.allocate(size);
    if (!empty) {
      payload.putShort((short) reason.code().value()).put(text);
    }
    payload.flip();
    if (role == Role.CLIENT) {
      int key = masks.next();
      frame.put((byte) (0x80 | size)).putInt(key);
      for (int i = 0; i < size; i++) { // RFC 6455 s.5.3
        frame.put((byte) (payload.get(i) ^ (key >> (24 - 8 * (i & 3)))));
      }
    } else {
      frame.put((byte) size).put(payload);
    }
    line().write(frame.flip(), true);
    line().whenWritten(completion);
  }

  @Override
  public void read(boolean on) {
    line().read(on);
  }

  @Override
  public void shutdownOutput() {
    line().shutdownOutput();
  }

  @Override
  public void drop() {
    if (over) {
      return;
    }
    over = true;
    Line open = line;
    if (open != null) {
      open.drop();
    }
    Connection there = connection;
    if (there != null) {
      // Lets Tyrus forget the session; what it writes for that goes nowhere.
      there.close(new jakarta.websocket.CloseReason(CloseCodes.GOING_AWAY, ""));
    }
    onDrop.run();
  }
}
