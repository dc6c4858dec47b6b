package dev.hawser.examples.trials;

import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkPlace;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Masks;
import dev.hawser.transport.MessageDoor;
import dev.hawser.transport.SerialThread;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.spi.ClientContainer;
import org.glassfish.tyrus.spi.ClientEngine;

/**
 * A client transport over Tyrus in a container of its own, through the message door.
 *
 * <p>Tyrus frames, masks and checks messages; sockets, the Close and everything about time are
 * ours. One of the context's threads waits per dial under way, one thread of its own reads and
 * writes for all links.
 */
final class TyrusTransport implements Transport {
  private static final String WIRE = "dev.hawser.wire";

  private final TransportContext context;
  private final AsynchronousChannelGroup channels;
  private final ClientManager manager;
  private final Set<TyrusWire> wires = ConcurrentHashMap.newKeySet();

  /** What Tyrus makes an instance of by name; the wire it serves stands in the endpoint's bag. */
  public static final class Container implements ClientContainer {
    @Override
    public void openClientSocket(
        ClientEndpointConfig config, Map<String, Object> properties, ClientEngine engine)
        throws DeploymentException {
      ((TyrusWire) config.getUserProperties().get(WIRE)).open(engine);
    }
  }

  TyrusTransport(TransportContext context) {
    this.context = context;
    manager = ClientManager.createClient(Container.class.getName());
    manager.getProperties().put(ClientProperties.HANDSHAKE_TIMEOUT, Integer.MAX_VALUE);
    try {
      channels =
          AsynchronousChannelGroup.withFixedThreadPool(
              1,
              task -> {
                Thread thread = new Thread(task, "hawser-tyrus");
                thread.setDaemon(true);
                return thread;
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "tyrus";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.SERVER, Capability.FRAMES));
  }

  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    SerialThread thread = new SerialThread(context.executor());
    MessageDoor door =
        MessageDoor.dial(
            request, listener, new LinkPlace(thread, context.timers(), Masks.secure()));
    TyrusWire wire = new TyrusWire(door, request, channels, wires);
    door.wire(wire);
    context.executor().execute(() -> dial(request, door, wire));
    return door.link();
  }

  private void dial(DialRequest request, MessageDoor door, TyrusWire wire) {
    ClientEndpointConfig config =
        ClientEndpointConfig.Builder.create().preferredSubprotocols(request.subprotocols()).build();
    config.getUserProperties().put(WIRE, wire);
    // Tyrus gathers a whole frame, and whatever was read behind it, before it delivers.
    long buffer = 2L * request.options().limits().maxMessage() + TyrusWire.READ_BUFFER;
    config
        .getUserProperties()
        .put(ClientContainer.WLS_INCOMING_BUFFER_SIZE, (int) Math.min(buffer, Integer.MAX_VALUE));
    try {
      manager.connectToServer(wire.endpoint(), config, request.uri());
    } catch (DeploymentException | IOException | RuntimeException failure) {
      wire.failed(failure);
    }
  }

  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException("the trial has no server side"));
  }

  @Override
  public void close() {
    wires.forEach(TyrusWire::abandon);
    try {
      channels.shutdownNow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    manager.shutdown();
  }
}
