package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.machine.ConnectionEvent.CloseRequested;
import dev.hawser.machine.ConnectionEvent.Ended;
import dev.hawser.machine.ConnectionEvent.Kind;
import dev.hawser.machine.ConnectionEvent.Opened;
import dev.hawser.machine.ConnectionEvent.PeerClosed;
import dev.hawser.machine.ConnectionEvent.Signal;
import dev.hawser.machine.ConnectionExplorer.Transition;
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
import dev.hawser.machine.Effect.ReleaseOutbox;
import dev.hawser.reconnect.Verdict.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds on every step the connection machine can take. */
class ConnectionExplorationTest {
  private static final List<Transition> ALL = ConnectionExplorer.everyTransition();

  @Test
  void everyStateIsReachedAndMeetsEveryEvent() {
    Set<Class<?>> reached = new HashSet<>();
    ALL.forEach(t -> reached.add(t.from().getClass()));
    assertThat(reached).containsExactlyInAnyOrder(ConnectionState.class.getPermittedSubclasses());
    for (Class<?> state : reached) {
      EnumSet<Kind> met = EnumSet.noneOf(Kind.class);
      ALL.stream().filter(t -> state.isInstance(t.from())).forEach(t -> met.add(t.event().kind()));
      assertThat(met).as(state.getSimpleName()).hasSize(Kind.values().length);
    }
  }

  @Test
  void nothingComesAfterTheEnd() {
    everyWhere(
        t -> t.from() instanceof Terminated,
        t -> t.step().next() == t.from() && t.step().effects().isEmpty());
  }

  @Test
  void anEventOfAnotherLinkChangesNothing() {
    everyWhere(
        Transition::stale,
        t ->
            t.step().next() == t.from()
                && t.step().effects().isEmpty()
                && t.step().ignored().equals("another link"));
  }

  @Test
  void anIgnoredEventHasAReasonAndOnlyThose() {
    everyWhere(
        t -> true,
        t ->
            t.step().ignored().isEmpty()
                == (t.step().next() != t.from() || !t.step().effects().isEmpty()));
  }

  @Test
  void failuresAreForgottenOnlyAfterALinkWasStable() {
    everyWhere(
        t -> failures(t.step().next()) < failures(t.from()),
        t -> t.from() instanceof Open open && (open.stable() || t.now().reached(open.deadline())));
  }

  @Test
  void aStableLinkForgetsThem() {
    everyWhere(
        t ->
            t.from() instanceof Open open
                && t.now().reached(open.deadline())
                && t.event() == Signal.DEADLINE_REACHED,
        t ->
            t.step().next() instanceof Open open
                && open.stable()
                && open.attempt().streak().equals(Streak.none(t.now().nanos())));
  }

  @Test
  void everyEndingOfTheLinkThatIsNotTheUsersCountsOnce() {
    everyWhere(
        t -> t.step().next() instanceof Waiting && !(t.from() instanceof Waiting),
        t -> {
          boolean stable =
              t.from() instanceof Open o && (o.stable() || t.now().reached(o.deadline()));
          return failures(t.step().next()) == (stable ? 1 : failures(t.from()) + 1);
        });
  }

  @Test
  void aDeadlineIsOwedWhilePreparingWaitingAndUntilStable() {
    everyWhere(
        t -> true,
        t -> {
          ConnectionState next = t.step().next();
          boolean owed =
              next instanceof Preparing
                  || next instanceof Waiting
                  || (next instanceof Open open && !open.stable());
          return owed == next.deadline().isPresent();
        });
  }

  @Test
  void aDeadlineIsNeverInThePastWhenItsStateIsEntered() {
    everyWhere(
        t -> t.step().next() != t.from() && t.step().next().deadline().isPresent(),
        t -> t.step().next().deadline().getAsLong() - t.now().nanos() > 0);
  }

  @Test
  void aDeadlineThatFiresEarlyIsIgnoredAndOneThatIsDueNever() {
    everyWhere(
        t -> t.event() == Signal.DEADLINE_REACHED,
        t -> t.step().ignored().isEmpty() == t.now().reached(t.from().deadline()));
  }

  @Test
  void theNumberOfTheLinkNeverFallsAndEachIsDialledFromTheGateOnly() {
    everyWhere(t -> true, t -> t.step().next().attempt().link() >= t.link());
    everyWhere(
        t -> has(t, Dial.class),
        t -> t.from() instanceof Queued && t.step().next() instanceof Connecting);
    everyWhere(
        t -> t.step().next() instanceof Waiting && !(t.from() instanceof Waiting),
        t -> t.step().next().attempt().link() == t.link() + 1);
  }

  @Test
  void theGateIsAskedOnEveryWayIntoTheQueueAndLeftOnEveryOtherWayOutOfIt() {
    everyWhere(
        t -> true, t -> has(t, AskGate.class) == (t.step().next() instanceof Queued && moved(t)));
    everyWhere(
        t -> t.from() instanceof Queued && moved(t),
        t -> has(t, LeaveGate.class) == !(t.step().next() instanceof Connecting));
  }

  @Test
  void noLinkIsLeftBehindAlive() {
    everyWhere(
        t ->
            (t.from() instanceof Connecting
                    || t.from() instanceof Preparing
                    || t.from() instanceof Open)
                && !(t.step().next() instanceof Preparing || t.step().next() instanceof Open)
                && moved(t)
                && !(t.event() instanceof Ended)
                && !(t.event() instanceof PeerClosed),
        t -> {
          boolean opened = !(t.from() instanceof Connecting);
          Class<? extends Effect> kind = opened ? CloseLink.class : AbortLink.class;
          return t.step().effects().stream()
              .anyMatch(e -> kind.isInstance(e) && e.link() == t.link());
        });
  }

  @Test
  void aLinkThatThePeerClosedOrThatHasEndedIsNeitherClosedNorAborted() {
    everyWhere(
        t -> t.event() instanceof Ended || t.event() instanceof PeerClosed,
        t -> !has(t, CloseLink.class) && !has(t, AbortLink.class));
  }

  @Test
  void thePeersCloseLeavesOpenAtOnceAndNothingButTheLinksEndLeavesClosing() {
    everyWhere(
        t ->
            t.event() instanceof PeerClosed
                && !t.stale()
                && (t.from() instanceof Open || t.from() instanceof Preparing),
        t -> t.step().next() instanceof Waiting || t.step().next() instanceof Closing);
    everyWhere(t -> t.from() instanceof Closing && moved(t), t -> t.event() instanceof Ended);
  }

  @Test
  void theOutboxIsReleasedOnOpeningOnlyAndThePreparationRunsOncePerLink() {
    everyWhere(
        t -> true,
        t ->
            has(t, ReleaseOutbox.class)
                == (t.from() instanceof Preparing && t.step().next() instanceof Open));
    everyWhere(t -> true, t -> has(t, Prepare.class) == (t.event() instanceof Opened && moved(t)));
  }

  @Test
  void whatTheUserWantedIsNeverAskedOfThePolicy() {
    everyWhere(
        t -> t.from() instanceof Closing && moved(t),
        t ->
            t.step().next() instanceof Terminated end
                && end.verdict().equals(((Closing) t.from()).verdict()));
    everyWhere(
        t -> t.step().next() instanceof Closing && moved(t),
        t ->
            (t.event() instanceof CloseRequested)
                == (((Closing) t.step().next()).verdict().why() == Reason.BY_USER));
    everyWhere(
        t ->
            t.event() instanceof Ended ended
                && ended.ending().by() == dev.hawser.close.Initiator.USER
                && !(t.from() instanceof Closing)
                && moved(t),
        t ->
            t.step().next() instanceof Terminated end
                && end.verdict().why()
                    == (end.ending() instanceof Ending.Unreachable
                        ? Reason.TRANSPORT_CLOSED
                        : Reason.BY_USER));
  }

  @Test
  void everyEffectIsAboutThePresentLinkOrTheNext() {
    everyWhere(
        t -> true,
        t ->
            t.step().effects().stream()
                .allMatch(
                    e -> e.link() == t.link() || e.link() == t.step().next().attempt().link()));
  }

  @Test
  void aLongLifeHasOneEndAtMostAndNoLinkIsDialledTwice() {
    Random dice = new Random(6455);
    for (int life = 0; life < 500; life++) {
      ConnectionState state = ConnectionState.initial();
      long clock = ConnectionExplorer.START;
      long lastDialled = 0;
      int ends = 0;
      for (int i = 0; i < 200; i++) {
        List<Transition> choices =
            new ArrayList<>(ConnectionExplorer.transitionsFrom(state, clock));
        // The user's wish to end, and a policy that gives up, are rare, so that lives are long.
        boolean wish = dice.nextInt(50) == 0;
        choices.removeIf(t -> t.step().next() instanceof Terminated && !wish);
        if (choices.isEmpty()) {
          break;
        }
        Transition chosen = choices.get(dice.nextInt(choices.size()));
        for (Effect effect : chosen.step().effects()) {
          if (effect instanceof Dial dial) {
            assertThat(dial.link()).isGreaterThan(lastDialled);
            lastDialled = dial.link();
          }
        }
        ends += chosen.step().next() instanceof Terminated && moved(chosen) ? 1 : 0;
        state = chosen.step().next();
        clock = Math.max(chosen.now().nanos() - clock, 0) + clock;
      }
      assertThat(ends).isLessThanOrEqualTo(1);
    }
  }

  private static void everyWhere(Predicate<Transition> which, Predicate<Transition> holds) {
    List<Transition> these = ALL.stream().filter(which).toList();
    assertThat(these).isNotEmpty().allMatch(holds);
  }

  private static boolean moved(Transition t) {
    return t.step().next() != t.from();
  }

  private static boolean has(Transition t, Class<? extends Effect> kind) {
    return Stream.of(t).flatMap(x -> x.step().effects().stream()).anyMatch(kind::isInstance);
  }

  private static int failures(ConnectionState state) {
    return state.attempt().streak().failures();
  }
}
