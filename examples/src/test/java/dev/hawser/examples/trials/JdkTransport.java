package dev.hawser.examples.trials;

import dev.hawser.close.Unreachability;
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
import dev.hawser.transport.Tls;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * A client transport over {@code java.net.http.WebSocket}, through the message door.
 *
 * <p>Its threads are the context's and one selector per TLS setting, which on Java 17 goes only
 * when the client is garbage: the runtime has no close before 21.
 */
final class JdkTransport implements Transport {
  private final TransportContext context;
  private final Map<Tls, HttpClient> clients = new ConcurrentHashMap<>();
  private final Set<JdkWire> wires = ConcurrentHashMap.newKeySet();

  JdkTransport(TransportContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "jdk";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(
        Capability.ABORT,
        Capability.AWAITS_CLOSE_REPLY,
        Capability.INBOUND_PAUSE,
        Capability.REFUSAL_HEADERS,
        Capability.REFUSAL_BODY,
        Capability.EMPTY_CLOSE,
        Capability.EVERY_CLOSE_CODE,
        Capability.STRICT_MASKING,
        Capability.PING);
  }

  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    SerialThread thread = new SerialThread(context.executor());
    MessageDoor door =
        MessageDoor.dial(
            request, listener, new LinkPlace(thread, context.timers(), Masks.secure()));
    JdkWire wire = new JdkWire(door, "wss".equalsIgnoreCase(request.uri().getScheme()), wires);
    door.wire(wire);
    // The runtime does not tell when it is connected: its wait is one, for the answer.
    door.upgrading();
    context.executor().execute(() -> dial(request, door, wire));
    return door.link();
  }

  private void dial(DialRequest request, MessageDoor door, JdkWire wire) {
    try {
      HttpClient client = clients.computeIfAbsent(request.tls(), this::client);
      java.net.http.WebSocket.Builder builder = client.newWebSocketBuilder();
      request.headers().fields().forEach(field -> builder.header(field.name(), field.value()));
      if (!request.subprotocols().isEmpty()) {
        builder.subprotocols(
            request.subprotocols().get(0),
            request.subprotocols().stream().skip(1).toArray(String[]::new));
      }
      wire.dialled(builder.buildAsync(request.uri(), wire));
    } catch (IllegalArgumentException refused) {
      door.unreachable(Unreachability.NOT_PREPARED, String.valueOf(refused.getMessage()), refused);
    }
  }

  private HttpClient client(Tls tls) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .executor(context.executor())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1);
    if (tls.equals(Tls.DEFAULT)) {
      return builder.build();
    }
    if (!tls.verifyHost()) {
      throw new IllegalArgumentException("java.net.http always verifies the host name");
    }
    SSLParameters parameters = new SSLParameters();
    if (!tls.protocols().isEmpty()) {
      parameters.setProtocols(tls.protocols().toArray(String[]::new));
    }
    if (!tls.ciphers().isEmpty()) {
      parameters.setCipherSuites(tls.ciphers().toArray(String[]::new));
    }
    return builder.sslContext(sslContext(tls)).sslParameters(parameters).build();
  }

  private static SSLContext sslContext(Tls tls) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          tls.keyManager() == null ? null : new KeyManager[] {tls.keyManager()},
          tls.trustManager() == null ? null : new TrustManager[] {tls.trustManager()},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException("java.net.http has no server side"));
  }

  @Override
  public void close() {
    wires.forEach(JdkWire::abandon);
    clients.clear();
  }
}
