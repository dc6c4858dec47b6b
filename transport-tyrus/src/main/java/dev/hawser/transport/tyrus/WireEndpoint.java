package dev.hawser.transport.tyrus;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * What Tyrus delivers to: the wire of each of its sessions.
 *
 * <p>Public because Tyrus makes instances of it; of no use to anybody else.
 */
public final class WireEndpoint extends Endpoint {
  private final @Nullable TyrusWire own;

  /** How a server's session comes by its wire. */
  record Seat(TyrusWire wire) implements Principal {
    @Override
    public String getName() {
      return "hawser";
    }
  }

  /** For a server's sessions, which bring their wire. */
  public WireEndpoint() {
    this.own = null;
  }

  /** For the session of one client. */
  WireEndpoint(TyrusWire wire) {
    this.own = wire;
  }

  private TyrusWire wire(Session session) {
    TyrusWire wire = own;
    if (wire != null) {
      return wire;
    }
    if (session.getUserPrincipal() instanceof Seat seat) {
      return seat.wire();
    }
    throw new IllegalStateException("a session that is none of Hawser's: " + session.getId());
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    TyrusWire wire = wire(session);
    wire.session(session);
    session.setMaxIdleTimeout(TyrusEngines.NO_TIMEOUT);
    session.addMessageHandler(String.class, (MessageHandler.Partial<String>) wire::text);
    session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) wire::binary);
    session.addMessageHandler(
        PongMessage.class,
        (MessageHandler.Whole<PongMessage>) pong -> wire.pong(pong.getApplicationData()));
  }

  /** Tyrus swallows what it throws itself, and the message with it: that link is of no use. */
  @Override
  public void onError(Session session, Throwable thrown) {
    wire(session).broke(thrown);
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    wire(session).gaveUp(reason.getCloseCode().getCode(), String.valueOf(reason.getReasonPhrase()));
  }
}
