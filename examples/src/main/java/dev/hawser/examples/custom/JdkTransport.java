package dev.hawser.examples.custom;

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
import dev.hawser.transport.TransportClosedException;
import dev.hawser.transport.TransportContext;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.List;
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
 * A client transport over {@link java.net.http.WebSocket}, through the message door.
 *
 * <p>Its threads are the context's and, for each TLS setting in use, the selector of one {@link
 * HttpClient}, which on Java 17 goes only when the client is garbage.
 */
public final class JdkTransport implements Transport {
  static final String NAME = "jdk";

  // snippet:transport-missing
  /** What the runtime cannot do or does not show, and why. */
  static final Map<Capability, String> MISSING =
      Map.ofEntries(
          Map.entry(Capability.SERVER, "java.net.http has no server side"),
          Map.entry(Capability.FRAMES, "it shows parts of messages, not frames"),
          Map.entry(Capability.ANSWER_HEADERS, "of the 101 it shows the subprotocol only"),
          Map.entry(
              Capability.DIAL_PHASES,
              "connecting, TLS and waiting are one; the address is unknown"),
          Map.entry(Capability.PROMPT_HANDSHAKE_END, "it asks a peer that hung up again, unasked"),
          Map.entry(
              Capability.EXACT_ERROR_CODE,
              "it ends TCP at a broken rule, before its Close gets out"),
          Map.entry(
              Capability.SENDS_EVERY_CODE,
              "a client sends 1000, 1001, 1008, 1011 and 3000-4999 only"),
          Map.entry(Capability.TRANSPORT_END, "on wss a FIN is like a reset"),
          Map.entry(Capability.BYTE_COUNTS, "it counts none"),
          Map.entry(Capability.COMPRESSION, "it knows no extensions"),
          Map.entry(Capability.PROXY, "this one asks java.net.http for none"));

  // end

  private final TransportContext context;
  private final Map<Tls, HttpClient> clients = new ConcurrentHashMap<>();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Makes one; nothing is started before the first dial. */
  public JdkTransport(TransportContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return NAME;
  }

  // snippet:transport-capabilities
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.copyOf(MISSING.keySet()));
  }

  // end

  // snippet:transport-dial
  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    if (closed) {
      throw new TransportClosedException(NAME);
    }
    if (request.proxy() != null) {
      throw new IllegalArgumentException("no proxy can be asked of it, got " + request.proxy());
    }
    SerialThread thread = new SerialThread(context.executor());
    LinkPlace place = new LinkPlace(thread, context.timers(), Masks.secure());
    MessageDoor door = MessageDoor.dial(request, listener, place);
    Link link = door.link();
    links.add(link);
    boolean secure = "wss".equalsIgnoreCase(request.uri().getScheme());
    JdkWire wire = new JdkWire(door, thread, secure, () -> links.remove(link));
    door.wire(wire);
    // The runtime does not tell when it is connected: its wait is one, for the answer.
    door.upgrading();
    context.executor().execute(() -> ask(request, door, wire));
    if (closed) {
      link.abort(); // closed while this dial began
    }
    return link;
  }

  private void ask(DialRequest request, MessageDoor door, JdkWire wire) {
    if (door.ended()) {
      return; // aborted before this thread had its turn
    }
    try {
      HttpClient client = clients.computeIfAbsent(request.tls(), this::client);
      WebSocket.Builder builder = client.newWebSocketBuilder();
      request.headers().fields().forEach(field -> builder.header(field.name(), field.value()));
      List<String> offered = request.subprotocols();
      if (!offered.isEmpty()) {
        String[] others = offered.stream().skip(1).toArray(String[]::new);
        builder.subprotocols(offered.get(0), others);
      }
      CompletableFuture<WebSocket> attempt = builder.buildAsync(request.uri(), wire);
      wire.dialled(attempt);
      attempt.exceptionally(
          failure -> {
            JdkFailure.report(door, request, failure);
            return null;
          });
    } catch (IllegalArgumentException refused) {
      door.unreachable(Unreachability.NOT_PREPARED, String.valueOf(refused.getMessage()), refused);
    }
  }

  // end

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
      SSLContext made = SSLContext.getInstance("TLS");
      made.init(
          tls.keyManager() == null ? null : new KeyManager[] {tls.keyManager()},
          tls.trustManager() == null ? null : new TrustManager[] {tls.trustManager()},
          null);
      return made;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  // snippet:transport-listen
  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException("java.net.http has no server side"));
  }

  // end

  // snippet:transport-close
  @Override
  public void close() {
    closed = true;
    links.forEach(Link::abort);
    clients.values().forEach(JdkTransport::shutDown);
    clients.clear();
  }

  private static void shutDown(HttpClient client) {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(client); // since Java 21
    } catch (ReflectiveOperationException before21) {
      // The client has no end of its own there: its selector goes when it is garbage.
    }
  }
  // end
}
