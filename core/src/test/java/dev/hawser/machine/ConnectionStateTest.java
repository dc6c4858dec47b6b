package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Unreachability;
import dev.hawser.machine.ConnectionEvent.CloseRequested;
import dev.hawser.machine.ConnectionEvent.Ended;
import dev.hawser.machine.ConnectionEvent.Granted;
import dev.hawser.machine.ConnectionEvent.Opened;
import dev.hawser.machine.ConnectionEvent.PeerClosed;
import dev.hawser.machine.ConnectionEvent.PrepareFailed;
import dev.hawser.machine.ConnectionEvent.Prepared;
import dev.hawser.machine.ConnectionEvent.Signal;
import dev.hawser.machine.ConnectionState.Closing;
import dev.hawser.machine.ConnectionState.Connecting;
import dev.hawser.machine.ConnectionState.Open;
import dev.hawser.machine.ConnectionState.Preparing;
import dev.hawser.machine.ConnectionState.Queued;
import dev.hawser.machine.ConnectionState.Terminated;
import dev.hawser.machine.ConnectionState.Waiting;
import dev.hawser.machine.Effect.AbortLink;
import dev.hawser.machine.Effect.AskGate;
import dev.hawser.machine.Effect.CloseLink;
import dev.hawser.machine.Effect.Dial;
import dev.hawser.machine.Effect.LeaveGate;
import dev.hawser.machine.Effect.Prepare;
import dev.hawser.machine.Effect.Probe;
import dev.hawser.machine.Effect.ReleaseOutbox;
import dev.hawser.reconnect.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConnectionStateTest {
  private static final CloseReason BYE = CloseReason.of(CloseCode.NORMAL_CLOSURE, "bye");
  private static final CloseRequested CLOSE = new CloseRequested(BYE);
  private static final Ending DROPPED = SampleEndings.dropped();
  private static final Ending RESTART = SampleEndings.closedByPeer(1012);
  private static final Verdict.GiveUp BY_USER =
      new Verdict.GiveUp(Verdict.Reason.BY_USER, "the user ended the connection");

  /** The seventh link, after two failures since 100 ns, at the second endpoint. */
  private static final Attempt SEVENTH =
      new Attempt(7, 1, false, new Streak(2, 100, List.of(DROPPED, RESTART), false));

  private static final long OPENED = 1_000 * Moments.SECOND;
  private static final long STABLE = OPENED + 10 * Moments.SECOND;
  private static final Preparing PREPARING =
      new Preparing(SEVENTH, OPENED, OptionalLong.of(OPENED + 7 * Moments.SECOND));
  private static final Open YOUNG = new Open(SEVENTH, OPENED, OptionalLong.of(STABLE));

  @Test
  void anIdleConnectionAsksTheGateWhenTheUserConnects() {
    Step step = ConnectionState.initial().on(Signal.CONNECT, Moments.at(50));
    assertThat(step.next())
        .isEqualTo(new Queued(new Attempt(1, 0, false, new Streak(0, 50, List.of(), false))));
    assertThat(step.effects()).containsExactly(new AskGate(1));
  }

  @Test
  void anIdleConnectionEndsAtTheUsersWish() {
    Step step = ConnectionState.initial().on(CLOSE, Moments.at(50));
    assertThat(step.next()).isEqualTo(endedUnopened(ConnectionState.initial(), Phase.RESOLVING));
    assertThat(step.effects()).isEmpty();
  }

  @Test
  void aGrantedAttemptDialsItsEndpoint() {
    Attempt attempt = new Attempt(7, 1, true, Streak.none(0));
    Step step = new Queued(attempt).on(new Granted(7), Moments.at(50));
    assertThat(step.next()).isEqualTo(new Connecting(attempt));
    assertThat(step.effects()).containsExactly(new Dial(7, 1, true));
  }

  @Test
  void anAttemptWithoutEndpointOrCredentialsIsJudgedAndLeavesTheGate() {
    Ending unprepared = SampleEndings.unreachable(Unreachability.NOT_PREPARED);
    Step step = new Queued(SEVENTH).on(new Ended(7, unprepared), Moments.at(200));
    assertThat(step.next()).isInstanceOf(Waiting.class);
    assertThat(step.effects()).containsExactly(new LeaveGate(7));
  }

  @Test
  void aQueuedAttemptLeavesTheGateAtTheUsersWish() {
    Queued queued = new Queued(SEVENTH);
    Step step = queued.on(CLOSE, Moments.at(200));
    assertThat(step.next()).isEqualTo(endedUnopened(queued, Phase.RESOLVING));
    assertThat(step.effects()).containsExactly(new LeaveGate(7));
  }

  @Test
  void anOpenedLinkIsPreparedUntilTheTimeout() {
    Step step = new Connecting(SEVENTH).on(new Opened(7), Moments.at(OPENED));
    assertThat(step.next()).isEqualTo(PREPARING);
    assertThat(step.effects()).containsExactly(new Prepare(7));
  }

  @Test
  void aFailedDialWaitsForItsNextTurn() {
    Ending refused = SampleEndings.refused(503);
    long now = 100 + 60 * Moments.SECOND;
    Step step = new Connecting(SEVENTH).on(new Ended(7, refused), Moments.at(now));
    Streak streak =
        new Streak(3, 100, List.of(DROPPED, RESTART, refused), false, Moments.DELAY, List.of());
    assertThat(step.next())
        .isEqualTo(
            new Waiting(
                new Attempt(8, 0, false, streak),
                refused,
                new Verdict.Retry(Moments.DELAY, 0, false),
                OptionalLong.of(now + 3 * Moments.SECOND)));
    assertThat(step.effects()).isEmpty();
  }

  @Test
  void aDialIsAbortedAtTheUsersWish() {
    Connecting connecting = new Connecting(SEVENTH);
    Step step = connecting.on(CLOSE, Moments.at(200));
    assertThat(step.next()).isEqualTo(endedUnopened(connecting, Phase.CONNECTING));
    assertThat(step.effects()).containsExactly(new AbortLink(7));
  }

  @Test
  void aRenewedDialIsAbortedAndQueuedAnewWithoutCountingAsAFailure() {
    Attempt renewing = new Attempt(7, 1, true, SEVENTH.streak());
    Step step = new Connecting(renewing).on(Signal.RENEW, Moments.at(200));
    assertThat(step.next()).isEqualTo(new Queued(new Attempt(8, 1, false, SEVENTH.streak())));
    assertThat(step.effects()).containsExactly(new AbortLink(7), new AskGate(8));
  }

  @Test
  void aPreparedSessionReleasesTheOutboxAndCountsTheTimeUntilItIsStable() {
    Step step = PREPARING.on(new Prepared(7), Moments.at(OPENED + 2 * Moments.SECOND));
    assertThat(step.next())
        .isEqualTo(new Open(SEVENTH, OPENED, OptionalLong.of(OPENED + 12 * Moments.SECOND)));
    assertThat(step.effects()).containsExactly(new ReleaseOutbox(7));
  }

  @Test
  void aFailedPreparationClosesTheLinkAndCountsAsAFailure() {
    IllegalStateException cause = new IllegalStateException("no token");
    Step step = PREPARING.on(new PrepareFailed(7, cause), Moments.at(OPENED + 2 * Moments.SECOND));
    Ending ending = ((Waiting) step.next()).ending();
    assertThat(ending).isInstanceOf(Ending.Failed.class);
    assertThat(((Ending.Failed) ending).fault()).isEqualTo(Fault.PREPARE_FAILED);
    assertThat(ending.text()).isEqualTo("java.lang.IllegalStateException: no token");
    assertThat(ending.facts().exception()).isSameAs(cause);
    assertThat(ending.facts().phase()).isEqualTo(Phase.OPEN);
    assertThat(ending.facts().role()).isEqualTo(Role.CLIENT);
    assertThat(ending.facts().timeline().total()).isEqualTo(Duration.ofSeconds(2));
    assertThat(ending.facts().timeline().open()).isEqualTo(Duration.ofSeconds(2));
    assertThat(step.next().attempt().streak().failures()).isEqualTo(3);
    assertThat(step.effects())
        .containsExactly(
            new CloseLink(7, CloseReason.of(CloseCode.INTERNAL_ERROR, "preparation failed")));
  }

  @Test
  void aLatePreparationClosesTheLinkAndCountsAsAFailure() {
    Step step = PREPARING.on(Signal.DEADLINE_REACHED, Moments.at(OPENED + 7 * Moments.SECOND));
    Ending.Failed ending = (Ending.Failed) ((Waiting) step.next()).ending();
    assertThat(ending.fault()).isEqualTo(Fault.PREPARE_TIMEOUT);
    assertThat(ending.text()).isEqualTo("not complete after 7 s");
    assertThat(ending.facts().timeline().open()).isEqualTo(Duration.ofSeconds(7));
    assertThat(step.effects()).containsExactly(new CloseLink(7, ConnectionState.UNPREPARED));
  }

  @Test
  void aLinkThatIsLostWhilePreparingIsJudgedWithItsUptime() {
    Step step = PREPARING.on(new Ended(7, DROPPED), Moments.at(OPENED + Moments.SECOND));
    assertThat(step.next()).isInstanceOf(Waiting.class);
    assertThat(step.effects()).isEmpty();
    assertThat(uptimeTold(PREPARING, OPENED + Moments.SECOND)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aSessionIsClosedAtTheUsersWishWithItsReason() {
    for (ConnectionState state : List.of(PREPARING, YOUNG)) {
      Step step = state.on(CLOSE, Moments.at(OPENED + 1));
      assertThat(step.next()).isEqualTo(new Closing(SEVENTH, BY_USER));
      assertThat(step.effects()).containsExactly(new CloseLink(7, BYE));
    }
  }

  @Test
  void aRenewedSessionIsClosedAndQueuedAnew() {
    CloseLink close = new CloseLink(7, CloseReason.of(CloseCode.GOING_AWAY, "renewal"));
    for (ConnectionState state : List.of(PREPARING, YOUNG)) {
      Step step = state.on(Signal.RENEW, Moments.at(OPENED + 1));
      assertThat(step.next()).isEqualTo(new Queued(new Attempt(8, 1, false, SEVENTH.streak())));
      assertThat(step.effects()).containsExactly(close, new AskGate(8));
    }
    Step stable = YOUNG.on(Signal.RENEW, Moments.at(STABLE));
    assertThat(stable.next()).isEqualTo(new Queued(new Attempt(8, 1, false, Streak.none(STABLE))));
  }

  @Test
  void aLinkThatStayedUpForgetsTheFailuresBeforeIt() {
    assertThat(YOUNG.stable()).isFalse();
    Step step = YOUNG.on(Signal.DEADLINE_REACHED, Moments.at(STABLE));
    Attempt fresh = new Attempt(7, 1, false, Streak.none(STABLE));
    assertThat(step.next()).isEqualTo(new Open(fresh, OPENED, OptionalLong.empty()));
    assertThat(((Open) step.next()).stable()).isTrue();
    assertThat(step.effects()).isEmpty();
  }

  @Test
  void aLinkLostBeforeItIsStableAddsToTheFailuresBeforeIt() {
    Step step = YOUNG.on(new Ended(7, DROPPED), Moments.at(STABLE - 1));
    assertThat(step.next().attempt().streak())
        .isEqualTo(
            new Streak(
                3, 100, List.of(DROPPED, RESTART, DROPPED), false, Moments.DELAY, List.of()));
  }

  @Test
  void aLinkLostOnceItIsStableBeginsANewOutageEvenIfTheTimerHasNotFired() {
    Step step = YOUNG.on(new Ended(7, DROPPED), Moments.at(STABLE));
    assertThat(step.next().attempt().streak())
        .isEqualTo(new Streak(1, STABLE, List.of(DROPPED), false, Moments.DELAY, List.of()));
    Open stable = new Open(SEVENTH, OPENED, OptionalLong.empty());
    Step later = stable.on(new Ended(7, DROPPED), Moments.at(STABLE + 5));
    assertThat(later.next().attempt().streak())
        .isEqualTo(new Streak(1, STABLE + 5, List.of(DROPPED), false, Moments.DELAY, List.of()));
  }

  @Test
  void thePolicyIsToldHowLongTheLinkWasUp() {
    assertThat(uptimeTold(YOUNG, STABLE)).isEqualTo(Duration.ofSeconds(10));
    assertThat(uptimeTold(new Connecting(SEVENTH), STABLE)).isZero();
    assertThat(uptimeTold(new Queued(SEVENTH), STABLE)).isZero();
  }

  @Test
  void wakingAnOpenConnectionProbesIt() {
    Step step = YOUNG.on(Signal.WAKE, Moments.at(OPENED));
    assertThat(step.next()).isSameAs(YOUNG);
    assertThat(step.effects()).containsExactly(new Probe(7));
    assertThat(step.ignored()).isEmpty();
  }

  @Test
  void aLinkTheUserEndedByTheSessionEndsTheConnection() {
    Ending closed = SampleEndings.closed(Initiator.USER, 1000);
    Step step = YOUNG.on(new Ended(7, closed), Moments.at(OPENED));
    assertThat(step.next()).isEqualTo(new Terminated(SEVENTH, closed, BY_USER));
  }

  @Test
  void thePeersCloseIsJudgedAtOnceWhileTheLinkIsTornDown() {
    for (ConnectionState state : List.of(PREPARING, YOUNG)) {
      long now = OPENED + Moments.SECOND;
      Step step = state.on(new PeerClosed(7, RESTART), Moments.at(now));
      Streak streak =
          new Streak(3, 100, List.of(DROPPED, RESTART, RESTART), false, Moments.DELAY, List.of());
      assertThat(step.next())
          .isEqualTo(
              new Waiting(
                  new Attempt(8, 0, false, streak),
                  RESTART,
                  new Verdict.Retry(Moments.DELAY, 0, false),
                  OptionalLong.of(now + 3 * Moments.SECOND)));
      assertThat(step.effects()).isEmpty();
      Step end = step.next().on(new Ended(7, RESTART), Moments.at(now + 1));
      assertThat(end.next()).isSameAs(step.next());
      assertThat(end.ignored()).isEqualTo("another link");
    }
  }

  @Test
  void thePeersCloseOfALinkOnceStableBeginsANewOutage() {
    Step step = YOUNG.on(new PeerClosed(7, RESTART), Moments.at(STABLE));
    assertThat(step.next().attempt().streak())
        .isEqualTo(new Streak(1, STABLE, List.of(RESTART), false, Moments.DELAY, List.of()));
  }

  @Test
  void aPeersCloseThatIsFinalEndsTheConnectionWhenTheLinkHasEnded() {
    for (ConnectionState state : List.of(PREPARING, YOUNG)) {
      Step step = state.on(new PeerClosed(7, RESTART), Moments.at(OPENED, Moments.STOP));
      assertThat(step.next()).isEqualTo(new Closing(SEVENTH, Moments.GIVE_UP));
      assertThat(step.effects()).isEmpty();
      Step end = step.next().on(new Ended(7, DROPPED), Moments.at(STABLE));
      assertThat(end.next()).isEqualTo(new Terminated(SEVENTH, DROPPED, Moments.GIVE_UP));
    }
  }

  @Test
  void theEndOfAClosingLinkIsTheEndWhateverItIs() {
    Step step = new Closing(SEVENTH, BY_USER).on(new Ended(7, DROPPED), Moments.at(STABLE));
    assertThat(step.next()).isEqualTo(new Terminated(SEVENTH, DROPPED, BY_USER));
    assertThat(step.effects()).isEmpty();
  }

  @Test
  void aWaitEndsWhenItIsDueOrCutShortOrAtTheUsersWish() {
    Waiting waiting =
        new Waiting(
            SEVENTH, DROPPED, new Verdict.Retry(Moments.DELAY, 1, false), OptionalLong.of(500));
    for (Step step :
        List.of(
            waiting.on(Signal.DEADLINE_REACHED, Moments.at(500)),
            waiting.on(Signal.WAKE, Moments.at(200)),
            waiting.on(Signal.RENEW, Moments.at(200)))) {
      assertThat(step.next()).isEqualTo(new Queued(SEVENTH));
      assertThat(step.effects()).containsExactly(new AskGate(7));
    }
    Step wish = waiting.on(CLOSE, Moments.at(200));
    assertThat(wish.next()).isEqualTo(endedUnopened(waiting, Phase.RESOLVING));
    assertThat(wish.effects()).isEmpty();
  }

  @Test
  void aPolicyThatGivesUpEndsTheConnectionWithItsReason() {
    Step step = YOUNG.on(new Ended(7, RESTART), Moments.at(OPENED, Moments.STOP));
    assertThat(step.next()).isEqualTo(new Terminated(SEVENTH, RESTART, Moments.GIVE_UP));
  }

  private static Terminated endedUnopened(ConnectionState from, Phase phase) {
    LinkFacts facts = LinkFacts.bare(Role.CLIENT, phase);
    return new Terminated(
        from.attempt(), new Ending.Aborted(Initiator.USER, false, facts), BY_USER);
  }

  private static Duration uptimeTold(ConnectionState state, long at) {
    Duration[] told = new Duration[1];
    Moment now =
        Moments.under(
            (outage, dice) -> {
              told[0] = outage.lastUptime();
              return Moments.GIVE_UP;
            },
            at);
    state.on(new Ended(7, DROPPED), now);
    return told[0];
  }
}
