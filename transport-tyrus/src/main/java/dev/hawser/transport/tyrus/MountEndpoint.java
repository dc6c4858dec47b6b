package dev.hawser.transport.tyrus;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a container delivers to: one session of a {@link JakartaMount}.
 *
 * <p>Public because containers want it to be; made by the mount.
 */
public final class MountEndpoint extends Endpoint {
  private final JakartaMount mount;
  private @Nullable MountedWire wire;

  /** Delivers to that mount. */
  MountEndpoint(JakartaMount mount) {
    this.mount = mount;
  }

  @Override
  public synchronized void onOpen(Session session, EndpointConfig config) {
    session.setMaxIdleTimeout(TyrusEngines.NO_TIMEOUT);
    MountedWire made;
    try {
      made = mount.accept(session);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    wire = made;
    session.addMessageHandler(String.class, (MessageHandler.Partial<String>) made::text);
    session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) made::binary);
    session.addMessageHandler(
        PongMessage.class,
        (MessageHandler.Whole<PongMessage>) pong -> made.pong(pong.getApplicationData()));
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    MountedWire there = wire;
    if (there != null) {
      there.closed(reason);
    }
  }

  @Override
  public void onError(Session session, Throwable thrown) {
    MountedWire there = wire;
    if (there != null) {
      there.broke(thrown);
    }
  }
}
