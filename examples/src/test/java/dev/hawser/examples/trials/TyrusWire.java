package dev.hawser.examples.trials;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.Unreachability;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.Completion;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Masks;
import dev.hawser.transport.MessageDoor;
import dev.hawser.transport.MessageWire;
import dev.hawser.transport.WriteResult;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.ClientEngine;
import org.glassfish.tyrus.spi.ClientEngine.ClientUpgradeInfo;
import org.glassfish.tyrus.spi.ClientEngine.ClientUpgradeStatus;
import org.glassfish.tyrus.spi.Connection;
import org.jspecify.annotations.Nullable;

/**
 * One connection of Tyrus's engine over a socket of ours.
 *
 * <p>The Close never passes through Tyrus: {@link CloseTap} takes the peer's out of the bytes, ours
 * is written here, and what Tyrus would send in its place is thrown away. So every code arrives and
 * leaves as it is.
 */
final class TyrusWire implements MessageWire {
  static final int READ_BUFFER = 16 * 1024;

  private final MessageDoor door;
  private final DialRequest request;
  private final Set<TyrusWire> live;
  private final AsyncSocket socket;
  private final CloseTap tap;
  private final Masks masks = Masks.secure();
  private volatile @Nullable Session session;
  private volatile @Nullable Connection connection;
  private volatile boolean over;

  TyrusWire(
      MessageDoor door,
      DialRequest request,
      AsynchronousChannelGroup channels,
      Set<TyrusWire> live) {
    this.door = door;
    this.request = request;
    this.live = live;
    this.tap = new CloseTap(door);
    this.socket = new AsyncSocket(channels, door, this::bytes);
    live.add(this);
  }

  // The opening handshake, on a thread that may wait.

  /** Called by Tyrus once it made the request; every wait ends when the socket is dropped. */
  void open(ClientEngine engine) throws DeploymentException {
    if (!"ws".equalsIgnoreCase(request.uri().getScheme())) {
      throw new DeploymentException("the trial speaks no TLS");
    }
    try {
      String address = socket.connect(request.uri());
      var upgrade = engine.createUpgradeRequest(() -> {});
      request
          .headers()
          .fields()
          .forEach(
              field ->
                  upgrade
                      .getHeaders()
                      .computeIfAbsent(field.name(), name -> new java.util.ArrayList<>())
                      .add(field.value()));
      door.upgrading();
      HttpHead head = new HttpHead(request.options().limits().maxHeader());
      HttpAnswer answer = head.exchange(socket, request.uri(), upgrade.getHeaders());
      if (answer.status() == 101) {
        opened(engine, answer, address, head.rest());
      } else {
        live.remove(this);
        door.refused(answer);
        engine.processError(new IOException("HTTP " + answer.status()));
      }
    } catch (IOException e) {
      engine.processError(e);
      failed(e);
    }
  }

  private void opened(ClientEngine engine, HttpAnswer answer, String address, ByteBuffer rest) {
    TyrusUpgradeResponse response = new TyrusUpgradeResponse();
    response.setStatus(101);
    answer
        .headers()
        .fields()
        .forEach(
            field ->
                response
                    .getHeaders()
                    .computeIfAbsent(field.name(), name -> new java.util.ArrayList<>())
                    .add(field.value()));
    ClientUpgradeInfo info =
        engine.processResponse(response, new TyrusWriter(socket), reason -> {});
    if (info.getUpgradeStatus() != ClientUpgradeStatus.SUCCESS) {
      return; // Tyrus throws what was wrong from connectToServer.
    }
    connection = info.createConnection();
    String subprotocol = answer.headers().first("Sec-WebSocket-Protocol");
    door.opened(
        new HandshakeInfo(
            subprotocol == null ? "" : subprotocol,
            answer.headers().elements("Sec-WebSocket-Extensions"),
            answer.headers(),
            address));
    if (rest.hasRemaining()) {
      bytes(rest);
    }
    socket.start();
  }

  /** No answer was had; what is reported after the link's end is ignored. */
  void failed(Throwable failure) {
    live.remove(this);
    if (failure instanceof IOException io) {
      door.unreachable(AsyncSocket.kind(io), String.valueOf(io.getMessage()), io);
      return;
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    door.unreachable(Unreachability.BAD_ANSWER, String.valueOf(cause.getMessage()), failure);
    socket.drop();
  }

  // What comes in, on the socket's thread.

  private void bytes(ByteBuffer bytes) {
    Connection there = connection;
    door.received(bytes.remaining());
    if (there != null && !over) {
      tap.take(bytes, there.getReadHandler()::handle);
    }
  }

  Endpoint endpoint() {
    return new Endpoint() {
      @Override
      public void onOpen(Session opened, EndpointConfig config) {
        session = opened;
        opened.addMessageHandler(String.class, (MessageHandler.Partial<String>) door::text);
        opened.addMessageHandler(
            ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) door::binary);
        opened.addMessageHandler(
            PongMessage.class,
            (MessageHandler.Whole<PongMessage>) pong -> door.pong(pong.getApplicationData()));
      }

      @Override
      public void onClose(Session closed, jakarta.websocket.CloseReason reason) {
        if (over) {
          return;
        }
        // No Close reaches Tyrus, so it found a rule broken.
        String text = String.valueOf(reason.getReasonPhrase());
        int code = reason.getCloseCode().getCode();
        if (code == CloseCode.INVALID_FRAME_PAYLOAD_DATA.value()) {
          door.violated(Fault.INVALID_PAYLOAD, text);
        } else if (text.startsWith("Buffer overflow")) {
          door.violated(Fault.MESSAGE_TOO_BIG, text);
        } else {
          door.violated(Fault.PROTOCOL_VIOLATION, text);
        }
      }
    };
  }

  // What the link wants, on its thread.

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
    void to(jakarta.websocket.RemoteEndpoint.Basic remote) throws IOException;
  }

  /** Tyrus frames and hands over at once; what completes is the socket's write. */
  private void send(Sending sending, Completion completion) {
    Session open = session;
    try {
      if (open == null) {
        throw new IOException("not open");
      }
      sending.to(open.getBasicRemote());
    } catch (IOException | RuntimeException refused) {
      completion.done(WriteResult.NOT_WRITTEN);
      return;
    }
    socket.whenWritten(completion);
  }

  @Override
  public void close(CloseReason reason, Completion completion) {
    byte[] text = reason.text().getBytes(StandardCharsets.UTF_8);
    boolean empty = reason.equals(CloseReason.NONE);
    ByteBuffer frame = ByteBuffer.allocate(8 + text.length);
    int key = masks.next();
    frame.put((byte) 0x88).put((byte) (0x80 | (empty ? 0 : 2 + text.length))).putInt(key);
    if (!empty) {
      frame.putShort((short) reason.code().value()).put(text);
    }
    for (int i = 6; i < frame.position(); i++) {
      frame.put(i, (byte) (frame.get(i) ^ key >> 24 - 8 * (i - 6 & 3)));
    }
    socket.write(frame.flip());
    socket.whenWritten(completion);
  }

  @Override
  public void read(boolean on) {
    socket.read(on);
  }

  @Override
  public void drop() {
    over = true;
    live.remove(this);
    socket.drop();
    Connection there = connection;
    if (there != null) {
      // Lets Tyrus forget the session; what it writes for that goes nowhere.
      there.close(new jakarta.websocket.CloseReason(CloseCodes.GOING_AWAY, ""));
    }
  }

  void abandon() {
    door.link().abort();
  }
}
