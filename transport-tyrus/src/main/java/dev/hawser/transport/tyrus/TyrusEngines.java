package dev.hawser.transport.tyrus;

import dev.hawser.frame.ServerHandshake;
import dev.hawser.http.Headers;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.core.MaskingKeyGenerator;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.spi.ClientContainer;
import org.glassfish.tyrus.spi.ClientEngine;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.WebSocketEngine;

/**
 * Tyrus's engines, client and server, each in a container of our own.
 *
 * <p>The handshake on the wire is the core's, since Tyrus can neither wait for an answer without a
 * thread nor refuse with a status of its own. Once it succeeded, Tyrus is led through one in
 * memory, which ends within the call; from then on it parses, checks and frames messages.
 */
final class TyrusEngines {
  private static final String WIRE = "dev.hawser.wire";
  private static final String PATH = "/";

  /** Zero, which is to mean the same, has Tyrus schedule a task for every message. */
  static final long NO_TIMEOUT = -1;

  /** More than a tap hands over at once. */
  private static final int MOST_BYTES = 256 * 1024;

  private final ClientManager manager;
  private final WebSocketEngine server;

  /** What Tyrus makes an instance of by name; the wire it serves stands in the endpoint's bag. */
  public static final class Container implements ClientContainer {
    /** Called by Tyrus. */
    public Container() {}

    @Override
    public void openClientSocket(
        ClientEndpointConfig config, Map<String, Object> properties, ClientEngine engine)
        throws DeploymentException {
      if (!(config.getUserProperties().get(WIRE) instanceof TyrusWire wire)) {
        throw new DeploymentException("this container serves Hawser's transport only");
      }
      UpgradeRequest asked = engine.createUpgradeRequest(() -> {});
      String key = asked.getHeader(UpgradeRequest.SEC_WEBSOCKET_KEY);
      List<String> subprotocols = config.getPreferredSubprotocols();
      Headers answer =
          new ServerHandshake.Request(key, subprotocols, List.of())
              .accept(subprotocols.isEmpty() ? "" : subprotocols.get(0), Headers.empty())
              .headers();
      TyrusUpgradeResponse response = new TyrusUpgradeResponse();
      response.setStatus(101);
      for (Headers.Field field : answer.fields()) {
        response.getHeaders().put(field.name(), List.of(field.value()));
      }
      wire.opened(
          engine
              .processResponse(response, new TyrusWriter(wire.line()), reason -> {})
              .createConnection());
    }
  }

  /** Has no opinion: the core has decided already. */
  private static final class Configurator extends ServerEndpointConfig.Configurator {
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
      return "";
    }

    @Override
    public List<Extension> getNegotiatedExtensions(
        List<Extension> installed, List<Extension> requested) {
      return List.of();
    }

    @Override
    public boolean checkOrigin(String origin) {
      return true;
    }

    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      // Nobody sees it.
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(new WireEndpoint());
    }
  }

  TyrusEngines(MaskingKeyGenerator keys) {
    manager = ClientManager.createClient(Container.class.getName());
    manager.setDefaultMaxSessionIdleTimeout(NO_TIMEOUT);
    manager.getProperties().put(ClientProperties.INCOMING_BUFFER_SIZE, MOST_BYTES);
    manager.getProperties().put(ClientProperties.MASKING_KEY_GENERATOR, keys);
    server = TyrusWebSocketEngine.builder(manager).incomingBufferSize(MOST_BYTES).build();
    try {
      server.register(
          ServerEndpointConfig.Builder.create(WireEndpoint.class, PATH)
              .configurator(new Configurator())
              .build(),
          "");
    } catch (DeploymentException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Makes Tyrus's side of a client's upgraded line.
   *
   * @throws IOException if Tyrus refuses, for whatever reason
   */
  void client(TyrusWire wire, String subprotocol) throws IOException {
    ClientEndpointConfig config =
        ClientEndpointConfig.Builder.create()
            .preferredSubprotocols(subprotocol.isEmpty() ? List.of() : List.of(subprotocol))
            .build();
    config.getUserProperties().put(WIRE, wire);
    try {
      manager.connectToServer(new WireEndpoint(wire), config, URI.create("ws://hawser" + PATH));
    } catch (DeploymentException | RuntimeException refused) {
      throw new IOException("Tyrus takes no part: " + refused.getMessage(), refused);
    }
  }

  /** Makes Tyrus's side of a server's upgraded line. */
  void server(TyrusWire wire) {
    RequestContext request =
        RequestContext.Builder.create()
            .requestURI(URI.create(PATH))
            .userPrincipal(new WireEndpoint.Seat(wire))
            .build();
    Map<String, List<String>> headers = request.getHeaders();
    headers.put(UpgradeRequest.HOST, List.of("hawser"));
    headers.put(UpgradeRequest.UPGRADE, List.of(UpgradeRequest.WEBSOCKET));
    headers.put(UpgradeRequest.CONNECTION, List.of(UpgradeRequest.UPGRADE));
    headers.put(UpgradeRequest.SEC_WEBSOCKET_KEY, List.of("AAAAAAAAAAAAAAAAAAAAAA=="));
    headers.put(UpgradeRequest.SEC_WEBSOCKET_VERSION, List.of("13"));
    Connection made =
        server
            .upgrade(request, new TyrusUpgradeResponse())
            .createConnection(new TyrusWriter(wire.line()), reason -> {});
    if (made == null) {
      throw new IllegalStateException("Tyrus takes no part in a session");
    }
    wire.opened(made);
  }

  /** Frees what Tyrus holds. */
  void close() {
    manager.shutdown();
  }
}
