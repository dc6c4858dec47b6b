package dev.hawser.cli.demo;

import dev.hawser.Accept;
import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.Drain;
import dev.hawser.Server;
import dev.hawser.cli.relay.FaultRelay;
import dev.hawser.cli.wiring.Wiring;
import dev.hawser.close.CloseReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a script can do: the relay, the server behind it and the client in front of it. */
public final class Scene implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final long LOOK_MILLIS = 10;

  private final Tokens tokens = new Tokens();
  private final Taker taker = new Taker();
  private final Crowd crowd = new Crowd();
  private final ClientBuilder others;
  private final DemoServer server;
  private final FaultRelay relay;
  private final @Nullable DemoGateway gateway;
  private final ServerSocket nobody;
  private final ScheduledExecutorService clock;
  private Connection feed;
  private Numbers numbers;
  private Watch watch;
  private @Nullable Supplier<Aside> aside;

  @SuppressWarnings("NullAway.Init") // The client comes with enter, before the script begins.
  Scene(Wiring wiring, ScheduledExecutorService clock, @Nullable String through)
      throws IOException {
    this.others = wiring.client();
    this.clock = clock;
    this.nobody = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    this.server = new DemoServer(wiring.server(), tokens);
    try {
      this.relay =
          FaultRelay.start(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), server.address());
    } catch (IOException e) {
      nobody.close();
      server.close();
      throw e;
    }
    URI line = URI.create("ws://127.0.0.1:" + relay.address().getPort());
    try {
      this.gateway = through == null ? null : DemoGateway.start(through, line);
    } catch (IOException e) {
      nobody.close();
      server.close();
      relay.close();
      throw e;
    }
  }

  /** Brings the client in, its traffic, and who watches it. */
  void enter(Connection client, Numbers traffic, Watch from) {
    feed = client;
    numbers = traffic;
    watch = from;
  }

  /** Returns what came of others in the fault that struck last, null when it was about nobody. */
  @Nullable Aside aside() {
    Supplier<Aside> last = aside;
    aside = null;
    return last == null ? null : last.get();
  }

  String url() {
    return gateway == null ? "ws://127.0.0.1:" + relay.address().getPort() + "/" : gateway.url();
  }

  Tokens tokens() {
    return tokens;
  }

  Taker taker() {
    return taker;
  }

  DemoServer server() {
    return server;
  }

  FaultRelay relay() {
    return relay;
  }

  /** Swallows at least so many numbers that the client wrote, then resets the line. */
  public void reset(int swallowed) throws InterruptedException {
    relay.pause();
    numbers.awaitWritten(swallowed);
    watch.strike();
    relay.reset();
  }

  /** Ends the line with a FIN, without a Close frame. */
  public void finish() {
    relay.finish();
  }

  /** Turns the path dead. */
  public void silence() {
    relay.silence();
  }

  /** Makes the client dial anew and refuses that once. */
  public void refuse(int status, Duration retryAfter) {
    server.refuseOnce(Accept.refuse(status).retryAfter(retryAfter));
    feed.renew();
  }

  /** Restarts the server behind a port that refuses connections for a while. */
  public void restart(CloseReason reason, Duration down) {
    relay.refuse();
    server.restart(reason);
    relay.target(server.address());
    var unused = clock.schedule(relay::admit, down.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Lets the session go as a server does that is about to stop; another takes over. */
  public void drain(Drain drain) {
    Server old = server.replace();
    relay.target(server.address());
    old.drain(drain);
  }

  /** Lets the client's token expire, and tells it so. */
  public void expireCredentials(CloseReason reason) {
    tokens.expire();
    server.closeSessions(reason);
  }

  /**
   * Makes a crowd knock at a server that is busy, and the client dial anew among it; the server is
   * busy until it has refused the client.
   */
  public void overload(int clients) throws InterruptedException {
    Duration patience = numbers.patience();
    server.busy(true);
    crowd.come(others, "ws://127.0.0.1:" + server.address().getPort(), clients);
    server.awaitFull(patience);
    watch.strike();
    feed.renew();
    watch.awaitLoss(patience);
    server.busy(false);
    aside = () -> crowd.awaitAll(patience);
  }

  /** Sends to a client that takes nothing until the server has had enough of it. */
  public void overfeed() throws InterruptedException {
    taker.hold();
    Flood flood = new Flood(server);
    flood.run(numbers.patience());
    watch.strike();
    taker.release();
    aside = () -> flood.settled(numbers.patience());
  }

  /** Closes the session. */
  public void close(CloseReason reason) {
    server.closeSessions(reason);
  }

  /** Closes the session and the next so many ones as soon as they open. */
  public void flap(CloseReason reason, int times) {
    server.flap(reason, times);
    server.closeSessions(reason);
  }

  /** Ends the line and refuses connections until the gateway has answered so once. */
  public void leave() {
    relay.refuse();
    relay.finish();
    afterTheNextRefusal(relay::admit);
  }

  /** Ends the line; what then listens says nothing until the gateway has given up on it once. */
  public void mute() {
    relay.target(new InetSocketAddress(nobody.getInetAddress(), nobody.getLocalPort()));
    relay.finish();
    afterTheNextRefusal(() -> relay.target(server.address()));
  }

  /** Drains the gateway and starts it again on the same port. */
  public void drainGateway() {
    front().restart();
  }

  private DemoGateway front() {
    if (gateway == null) {
      throw new IllegalStateException("this scene has no gateway");
    }
    return gateway;
  }

  private void afterTheNextRefusal(Runnable then) {
    long before = front().refused();
    var unused = clock.schedule(() -> look(before, then), LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look(long before, Runnable then) {
    if (front().refused() > before) {
      then.run();
    } else {
      var unused = clock.schedule(() -> look(before, then), LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    crowd.leave();
    if (gateway != null) {
      gateway.close();
    }
    server.close();
    relay.close();
    try {
      nobody.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
