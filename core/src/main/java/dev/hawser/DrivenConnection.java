package dev.hawser;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import dev.hawser.driver.Aftermath;
import dev.hawser.driver.ClientFace;
import dev.hawser.driver.ClientSetup;
import dev.hawser.driver.ConnectionDriver;
import dev.hawser.driver.Counts;
import dev.hawser.driver.SessionFace;
import dev.hawser.driver.SessionLink;
import dev.hawser.machine.ConnectionState;
import dev.hawser.reconnect.Verdict;
import dev.hawser.transport.DialRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A connection on its driver: translates between the machine's words and the public ones. */
final class DrivenConnection implements Connection, ClientFace {
  private static final Duration NETWORK_CHANGED_WITHIN = Duration.ofSeconds(3);
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final ClientSettings settings;
  private final ConnectionDriver driver;
  private final DialRequests requests;
  private final Witness witness;
  private final Callbacks callbacks;
  private final Runnable release;
  private final CompletableFuture<Parting> closed = new CompletableFuture<>();
  private final SessionLine line = new SessionLine(this::isBehind);
  private volatile @Nullable LinkedSession session;

  /**
   * Makes a connection.
   *
   * @param release run at its very end
   */
  DrivenConnection(ClientSettings settings, ClientSetup setup, Runnable release) {
    this.settings = settings;
    this.release = release;
    requests = new DialRequests(settings);
    witness = new Witness(settings.name, settings.metrics);
    callbacks = new Callbacks(settings.onText, settings.onBinary, settings.onEnd, witness);
    driver = new ConnectionDriver(this, setup);
  }

  void begin() {
    driver.connect();
  }

  // What the user calls

  @Override
  public CompletionStage<Outcome> sendText(String message) {
    OutcomeStage stage = witness.watched(new OutcomeStage(message));
    driver.send(stage);
    return stage;
  }

  @Override
  public CompletionStage<Outcome> sendBinary(ByteBuffer message) {
    OutcomeStage stage = witness.watched(new OutcomeStage(message));
    driver.send(stage);
    return stage;
  }

  @Override
  public CompletionStage<Outcome> sendLatest(Object key, String message) {
    OutcomeStage stage =
        witness.watched(new KeyedStage(Objects.requireNonNull(key, "key"), message));
    driver.send(stage);
    return stage;
  }

  @Override
  public CompletionStage<Outcome> sendLatest(Object key, ByteBuffer message) {
    OutcomeStage stage =
        witness.watched(new KeyedStage(Objects.requireNonNull(key, "key"), message));
    driver.send(stage);
    return stage;
  }

  @Override
  public State state() {
    return States.of(driver.state());
  }

  @Override
  public @Nullable Session session() {
    LinkedSession latest = session;
    return latest != null && latest.isOpen() ? latest : null;
  }

  @Override
  public Iterable<Session> sessions() {
    return line.take(session);
  }

  @Override
  public Tally tally() {
    Counts counts = driver.counts();
    return new Tally(
        counts.written(),
        counts.dropped(),
        counts.unknown(),
        counts.inDoubt(),
        counts.resent(),
        counts.waiting());
  }

  @Override
  public CompletionStage<Parting> closed() {
    return closed.minimalCompletionStage();
  }

  @Override
  public Verdict.@Nullable GiveUp givenUp() {
    return driver.state() instanceof ConnectionState.Terminated end ? end.verdict() : null;
  }

  @Override
  public CompletionStage<Parting> close(CloseReason reason) {
    driver.close(Reasons.requireSendable(reason, Role.CLIENT));
    return closed();
  }

  @Override
  public void renew() {
    driver.renew();
  }

  @Override
  public void wake() {
    driver.wake();
  }

  @Override
  public void networkChanged() {
    driver.networkChanged(NETWORK_CHANGED_WITHIN);
  }

  @Override
  public CompletionStage<Boolean> verify(Duration within) {
    if (within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "verify within " + within + " is not in " + SHORTEST + "-" + LONGEST);
    }
    LinkedSession latest = session;
    return latest != null && latest.isOpen()
        ? latest.verify(within).minimalCompletionStage()
        : CompletableFuture.completedStage(false);
  }

  @Override
  public String toString() {
    return "Connection " + (settings.name.isEmpty() ? "" : settings.name + " ") + state();
  }

  /** Tells whether the next session comes only behind the callbacks of that. */
  private boolean isBehind(Object of) {
    return of == this || of == driver || (of instanceof SessionLink link && link.belongsTo(driver));
  }

  // What the driver calls

  @Override
  public CompletionStage<DialRequest> request(int attempt, int endpoint, boolean renewCredentials) {
    witness.attempt(attempt);
    return requests.next(new Attempt(attempt, endpoint), renewCredentials);
  }

  @Override
  public SessionFace session(SessionLink link) {
    return new LinkedSession(
        link,
        Role.CLIENT,
        callbacks,
        reason -> {
          if (driver.state().attempt().link() == link.number()) {
            driver.close(reason);
          }
        });
  }

  @Override
  public void opened(SessionFace face) {
    LinkedSession opened = (LinkedSession) face;
    session = opened;
    line.add(opened);
    if (settings.onOpen != null) {
      settings.onOpen.accept(opened);
    }
  }

  @Override
  public CompletionStage<?> prepare(SessionFace face) {
    return settings.prepare == null
        ? CompletableFuture.completedFuture(null)
        : settings.prepare.apply((LinkedSession) face);
  }

  @Override
  public void start(SessionFace face) {
    ((LinkedSession) face).start();
  }

  @Override
  public void changed(ConnectionState from, ConnectionState to, Aftermath aftermath) {
    StateChange change = States.change(from, to, aftermath);
    witness.changed(change);
    if (settings.onState != null) {
      settings.onState.accept(change);
    }
  }

  @Override
  public void terminated(ConnectionState.Terminated end, Aftermath aftermath) {
    line.end();
    try {
      closed.complete(States.parting(end.ending(), end.attempt().streak().endings(), aftermath));
    } finally {
      release.run();
    }
  }
}
