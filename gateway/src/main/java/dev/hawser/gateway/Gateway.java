package dev.hawser.gateway;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A WebSocket gateway: accepts clients, opens a session with an upstream for each before it
 * answers, relays frames both ways, and tells either side how the other ended.
 *
 * <p>Thread-safe. An upstream that cannot be had is an HTTP answer with a Proxy-Status field; one
 * that is lost afterwards is Close 1014 with a text that says how. Nothing hangs, and no client is
 * left with a bare FIN by this gateway's doing.
 */
public final class Gateway implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.hawser.gateway");
  private static final SecureRandom DICE = new SecureRandom();
  private static final int ID_BYTES = 6;

  private final Hall hall;
  private final FrontDoor door;
  private final Bound bound;
  private final Probes probes;

  /** Where it listens, and whether by TLS. */
  private record Bound(Listening listening, boolean secure) {}

  private Gateway(Hall hall, FrontDoor door, Bound bound, Probes probes) {
    this.hall = hall;
    this.door = door;
    this.bound = bound;
    this.probes = probes;
  }

  /**
   * Starts a gateway.
   *
   * <p>Each session's end is one line of the system logger {@code dev.hawser.gateway}.
   *
   * @param where its address, TLS and bound on sockets; how links behave is the gateway's affair
   * @return completes when it listens, exceptionally with an {@link java.io.IOException} when that
   *     fails
   */
  public static CompletionStage<Gateway> start(
      GatewayOptions options, ListenRequest where, Transports transports) {
    return start(options, where, transports, line -> LOG.log(System.Logger.Level.INFO, line));
  }

  /**
   * Starts a gateway whose lines go elsewhere than to the system logger.
   *
   * @param lines called on a thread of its own, one line after the other; where it does not keep up
   *     lines are lost, and counted
   */
  public static CompletionStage<Gateway> start(
      GatewayOptions options, ListenRequest where, Transports transports, Consumer<String> lines) {
    Hall hall = new Hall(options, transports.timers(), new OwnPings(DICE.nextLong()));
    Links links = new Links(options);
    Upstreams upstreams = new Upstreams(options.upstreams());
    Dialling dialling = new Dialling(transports.dialling(), upstreams, links, new Scribe(lines));
    FrontDoor door = new FrontDoor(hall, dialling, Gateway::freshId);
    Probes probes = new Probes(hall, dialling);
    return transports
        .listening()
        .listen(where.with(links.open()), door)
        .thenApply(
            listening -> {
              probes.begin();
              return new Gateway(hall, door, new Bound(listening, where.tls() != null), probes);
            });
  }

  private static String freshId() {
    byte[] bytes = new byte[ID_BYTES];
    DICE.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Returns the address in use, with the real port where zero was asked. */
  public InetSocketAddress address() {
    return bound.listening().address();
  }

  /** Returns the URL of its root. */
  public URI uri() {
    String host = address().getAddress().getHostAddress();
    String named = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return URI.create(
        (bound.secure() ? "wss://" : "ws://") + named + ":" + address().getPort() + "/");
  }

  /** Returns what goes on at this moment. */
  public Counters counters() {
    return door.counters();
  }

  /**
   * Ends one session for a reason of the application's, such as a token that expired.
   *
   * @param id the session's id, which client and upstream know as X-Request-Id
   * @param told the Close for the client; the upstream gets 1001
   * @return false if there is no such session
   * @throws IllegalArgumentException if a server may not send that code
   */
  public boolean end(String id, CloseReason told) {
    told.requireSendableBy(Role.SERVER);
    for (Session session : hall.sessions()) {
      if (session.id().equals(id)) {
        session.expel(told);
        return true;
      }
    }
    return false;
  }

  /**
   * Lets nobody in any more (503) and ends all sessions with 1012, spread evenly over a window. Who
   * waits for an upstream still gets its answer; a session that comes of it is ended at once.
   *
   * @return completes when the last of those let in has gone and the port is free
   */
  public CompletionStage<Void> drain(Duration window) {
    CompletableFuture<Void> empty = new CompletableFuture<>();
    probes.close();
    hall.drain(
        () -> {
          bound.listening().close();
          door.lines().behind(() -> empty.complete(null));
        });
    new Drainage(hall, window).begin(DICE);
    return empty;
  }

  /**
   * Stops listening and ends all sessions with 1001 at once, those too whose upstream answers only
   * now. Idempotent; does not wait.
   */
  @Override
  public void close() {
    probes.close();
    hall.close();
    bound.listening().close();
    for (Session session : hall.sessions()) {
      session.shutdown();
    }
  }
}
