package dev.hawser;

import dev.hawser.frame.HandshakeOffer;
import dev.hawser.http.Headers;
import dev.hawser.machine.ConnectionRules;
import dev.hawser.proxy.Proxy;
import dev.hawser.proxy.ProxyChoice;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.transport.Tls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A client: what to dial and how to behave.
 *
 * <p>An immutable value: each method returns a new builder, so one may be shared and varied. A bad
 * argument fails here with what is wrong and what is allowed. Callbacks are called one at a time
 * per session: {@link #onText} and {@link #onBinary} on the link's thread, the others on the
 * client's executor, unless {@link #callbacksOn} says otherwise. Callbacks on the link's thread
 * must not block; one that throws ends its session with 1011.
 */
public final class ClientBuilder extends SessionBuilder<ClientBuilder> {
  private final ClientSettings settings;

  ClientBuilder(ClientSettings settings) {
    this.settings = settings;
  }

  @Override
  ClientBuilder shared(Consumer<SessionSettings> change) {
    return with(change::accept);
  }

  private ClientBuilder with(Consumer<ClientSettings> change) {
    return new ClientBuilder(settings.with(change));
  }

  /**
   * Dials that URL.
   *
   * @throws IllegalArgumentException if it is no ws or wss URL
   */
  public ClientBuilder endpoint(String url) {
    return endpoints(Endpoints.parse(Objects.requireNonNull(url, "url")));
  }

  /** Dials that URL, as {@link #endpoint(String)} does. */
  public ClientBuilder endpoint(URI url) {
    return endpoints(Objects.requireNonNull(url, "url"));
  }

  /** Dials those URLs; the policy says which one an attempt takes, the first one begins. */
  public ClientBuilder endpoints(URI... urls) {
    List<URI> checked = Endpoints.requireAll(List.of(urls));
    return with(
        s -> {
          s.endpoints = checked;
          s.endpointFrom = null;
        });
  }

  /** Dials those URLs, as {@link #endpoints(URI...)} does. */
  public ClientBuilder endpoints(String... urls) {
    return endpoints(Stream.of(urls).map(Endpoints::parse).toArray(URI[]::new));
  }

  /**
   * Asks for the URL of each attempt, for URLs that can be used once.
   *
   * <p>A stage that fails, a call that throws or a URL that is none of ws or wss is a failed
   * attempt.
   */
  public ClientBuilder endpointFrom(Function<Attempt, CompletionStage<URI>> source) {
    return with(
        s -> {
          s.endpoints = List.of();
          s.endpointFrom = Objects.requireNonNull(source, "source");
        });
  }

  /**
   * Adds a header field to each upgrade request.
   *
   * @throws IllegalArgumentException for a name that is no token, a value with a line end, and the
   *     fields that the handshake sets itself: Host, Upgrade, Connection, Sec-WebSocket-*
   */
  public ClientBuilder header(String name, String value) {
    return headers(
        Headers.of(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
  }

  /** Adds header fields to each upgrade request, as {@link #header} does. */
  public ClientBuilder headers(Headers more) {
    Headers free = HandshakeOffer.requireFree(Objects.requireNonNull(more, "more"));
    return with(s -> s.headers = s.headers.withAll(free));
  }

  /** Asks for further header fields of each attempt; a failure is a failed attempt. */
  public ClientBuilder headersFrom(Function<Attempt, CompletionStage<Headers>> source) {
    return with(s -> s.headersFrom = Objects.requireNonNull(source, "source"));
  }

  /**
   * Asks for the {@code Authorization} header of each attempt.
   *
   * <p>The policy may ask for fresh ones: {@link dev.hawser.reconnect.Backoff} does so once in an
   * outage after a 401 and after a Close with 1008 or 3000, which then earn one more attempt, at
   * once and after {@link Credentials#invalidate}.
   */
  public ClientBuilder credentials(Credentials source) {
    return with(s -> s.credentials = Objects.requireNonNull(source, "source"));
  }

  /**
   * Offers subprotocols in order of preference.
   *
   * @throws IllegalArgumentException if one is no token or comes twice (RFC 6455 s.4.1)
   */
  public ClientBuilder subprotocols(String... offered) {
    List<String> copy = List.of(offered);
    for (String name : copy) {
      if (!Headers.isToken(name)) {
        throw new IllegalArgumentException("subprotocol '" + name + "' is not a token");
      }
    }
    if (copy.stream().distinct().count() != copy.size()) {
      throw new IllegalArgumentException("a subprotocol comes twice in " + copy);
    }
    return with(s -> s.subprotocols = copy);
  }

  /**
   * Goes through that proxy, such as {@code http://proxy.example:3128} or {@code
   * socks5://user:password@127.0.0.1}; default none, whatever the environment says.
   *
   * @throws IllegalArgumentException if it is no such URL, naming it without its login
   */
  public ClientBuilder proxy(String url) {
    return proxy(Proxy.of(Objects.requireNonNull(url, "url")));
  }

  /** Goes through that proxy; the host's name is the proxy's to look up. */
  public ClientBuilder proxy(Proxy proxy) {
    return proxy(ProxyChoice.always(Objects.requireNonNull(proxy, "proxy")));
  }

  /**
   * Goes through the proxy that the choice makes for each attempt; {@link ProxyChoice#NONE} for
   * none. A choice that throws is a failed attempt. {@link #connect} refuses a transport that has
   * no {@link dev.hawser.transport.Capability#PROXY}.
   */
  public ClientBuilder proxy(ProxyChoice choice) {
    return with(s -> s.proxy = Objects.requireNonNull(choice, "choice"));
  }

  /**
   * Chooses when to come back; default full jitter, 500 ms to 30 s, stable after 10 s.
   *
   * @throws IllegalArgumentException if it takes a link for stable after a time not in 0-24 h
   */
  public ClientBuilder reconnect(ReconnectPolicy policy) {
    ConnectionRules.requireStableAfter(Objects.requireNonNull(policy, "policy"));
    return with(s -> s.reconnect = policy);
  }

  /** Chooses the outbox; default 1,000 messages, 1 MiB, 30 s, refusing when full. */
  public ClientBuilder outbox(Outbox outbox) {
    return with(s -> s.outbox = Objects.requireNonNull(outbox, "outbox"));
  }

  /**
   * Prepares each session before the outbox goes out, such as by subscribing.
   *
   * <p>Inbound delivery starts when the function returns, the outbox when its stage completes. A
   * stage that fails, a call that throws, or one that is late closes the session and counts as a
   * failed attempt.
   */
  public ClientBuilder prepare(Function<Session, CompletionStage<?>> preparation) {
    return with(s -> s.prepare = Objects.requireNonNull(preparation, "preparation"));
  }

  /**
   * Limits how long a preparation takes; default 10 s.
   *
   * @throws IllegalArgumentException unless it is 1 ms-24 h
   */
  public ClientBuilder prepareWithin(Duration wait) {
    Objects.requireNonNull(wait, "wait");
    if (wait.compareTo(Duration.ofMillis(1)) < 0 || wait.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("prepare timeout " + wait + " is not in PT0.001S-PT24H");
    }
    return with(s -> s.prepareWithin = wait);
  }

  /** Is told each change of the connection's state, in order. */
  public ClientBuilder onState(Consumer<StateChange> callback) {
    return with(s -> s.onState = Objects.requireNonNull(callback, "callback"));
  }

  /** Chooses how to speak TLS to wss URLs; default the platform's trust, host name verified. */
  public ClientBuilder tls(Tls tls) {
    return with(s -> s.tls = Objects.requireNonNull(tls, "tls"));
  }

  /** Draws the numbers for the policy there, each at least 0 and less than 1; for tests. */
  public ClientBuilder dice(DoubleSupplier dice) {
    return with(s -> s.dice = Objects.requireNonNull(dice, "dice"));
  }

  /**
   * Looks for settings that argue with each other or with what is usual on the way; empty where
   * nothing was found. Connecting does not look.
   */
  public List<Caution> check() {
    return Checks.of(settings, Runtime.getRuntime().maxMemory());
  }

  /**
   * Connects: returns at once and never throws for the network.
   *
   * @throws IllegalStateException if no endpoint was named, or no transport, or more than one, was
   *     found, or the one found cannot compress and is to; names the artifacts and what to call
   */
  public Connection connect() {
    return Launch.connect(settings);
  }
}
