package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Initiator;
import dev.hawser.machine.LinkEffect.Announce;
import dev.hawser.machine.LinkEffect.Plain;
import dev.hawser.machine.LinkEffect.SendClose;
import dev.hawser.machine.LinkEffect.TellClosing;
import dev.hawser.machine.LinkEvent.Kind;
import dev.hawser.machine.LinkExplorer.Transition;
import dev.hawser.machine.LinkState.Closing;
import dev.hawser.machine.LinkState.Ended;
import dev.hawser.machine.LinkState.Open;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What holds on every step a link's machine can take. */
class LinkExplorationTest {
  private static final List<Transition> ALL = LinkExplorer.everyTransition();

  private static void everyWhere(Predicate<Transition> where, Predicate<Transition> holds) {
    List<Transition> looked = ALL.stream().filter(where).toList();
    assertThat(looked).isNotEmpty().allMatch(holds);
  }

  private static boolean has(Transition t, LinkEffect effect) {
    return t.step().effects().contains(effect);
  }

  private static long count(Transition t, Class<?> kind) {
    return t.step().effects().stream().filter(kind::isInstance).count();
  }

  @Test
  void everyStateIsReachedAndMeetsEveryEvent() {
    Set<Class<?>> reached = new HashSet<>();
    ALL.forEach(t -> reached.add(t.from().getClass()));
    assertThat(reached).containsExactlyInAnyOrder(LinkState.class.getPermittedSubclasses());
    for (Class<?> state : reached) {
      EnumSet<Kind> met = EnumSet.noneOf(Kind.class);
      ALL.stream().filter(t -> state.isInstance(t.from())).forEach(t -> met.add(t.event().kind()));
      assertThat(met).as(state.getSimpleName()).hasSize(Kind.values().length);
    }
  }

  @Test
  void theEndIsAnnouncedOnceAndTcpDroppedWithIt() {
    everyWhere(
        t -> t.step().next() instanceof Ended && !(t.from() instanceof Ended),
        t -> count(t, Announce.class) == 1 && has(t, Plain.DROP));
    everyWhere(
        t -> !(t.step().next() instanceof Ended) || t.from() instanceof Ended,
        t -> count(t, Announce.class) == 0 && !has(t, Plain.DROP));
  }

  @Test
  void whatIsAnnouncedIsWhatTheStateSays() {
    everyWhere(
        t -> count(t, Announce.class) == 1,
        t -> has(t, new Announce(((Ended) t.step().next()).finish())));
  }

  @Test
  void afterTheEndNothingHappensButThatWhatWaitsIsForgotten() {
    everyWhere(
        t -> t.from() instanceof Ended,
        t ->
            t.step().next() == t.from()
                && (t.step().effects().isEmpty()
                    || t.step().effects().equals(List.of(Plain.DISCARD))));
  }

  @Test
  void aCloseIsSentOnLeavingOpenOnlyOrToAnswerOneThatOvertookOurs() {
    everyWhere(
        t -> count(t, SendClose.class) > 0,
        t ->
            t.step().next() instanceof Closing next
                && (t.from() instanceof Open
                    || t.from() instanceof Closing from
                        && from.farewell().ours() == Farewell.Ours.QUEUED
                        && !from.farewell().received()
                        && next.farewell().finish() instanceof LinkFinish.ByClose by
                        && by.by() == Initiator.PEER));
  }

  @Test
  void thatThePeerClosesIsToldExactlyWhenItsCloseWasFirst() {
    everyWhere(
        t -> byPeer(t.step().next()) && !byPeer(t.from()),
        t ->
            has(t, new TellClosing(((Closing) t.step().next()).farewell().finish()))
                && t.event() instanceof LinkEvent.PeerClosed);
    everyWhere(
        t -> !byPeer(t.step().next()) || byPeer(t.from()), t -> count(t, TellClosing.class) == 0);
  }

  private static boolean byPeer(LinkState state) {
    return state instanceof Closing closing
        && closing.farewell().finish() instanceof LinkFinish.ByClose by
        && by.by() == Initiator.PEER;
  }

  @Test
  void tcpIsHalfClosedOnlyBehindOurClose() {
    everyWhere(
        t -> has(t, Plain.HALF_CLOSE),
        t ->
            t.step().next() instanceof Closing next
                && next.farewell().ours() != Farewell.Ours.QUEUED);
  }

  @Test
  void aPingGoesOutWhileOpenOnly() {
    everyWhere(
        t -> has(t, Plain.PING), t -> t.from() instanceof Open && t.step().next() == t.from());
  }

  @Test
  void aDeadlineIsOwedInEveryStateBeforeTheEnd() {
    everyWhere(
        t -> !(t.step().next() instanceof Ended || t.step().next() instanceof Open),
        t -> t.step().next().deadline(t.now().rules(), t.now().vitals()).isPresent());
    everyWhere(
        t -> t.step().next() instanceof Open && t.now().vitals().reading(),
        t -> t.step().next().deadline(t.now().rules(), t.now().vitals()).isPresent());
    everyWhere(
        t -> t.step().next() instanceof Ended,
        t ->
            t.step().next().deadline(t.now().rules(), t.now().vitals()).isPresent()
                == t.now().vitals().waitingSince().isPresent());
  }

  @Test
  void aDeadlineThatIsNotDueIsIgnoredAndOneThatIsDueIsNot() {
    everyWhere(
        t -> t.event() == LinkEvent.Signal.DEADLINE_REACHED && !(t.from() instanceof Ended),
        t -> t.due() == t.step().ignored().isEmpty());
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
  void everyWalkEndsOnceWithAtMostOneCloseOnTheWire() {
    Random random = new Random(7);
    List<LinkEvent> events = LinkMoments.everyEvent();
    for (int walk = 0; walk < 20_000; walk++) {
      LinkState state = LinkState.accepted();
      long now = LinkExplorer.START;
      List<String> acts = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        now += random.nextInt(3) * LinkMoments.SECOND;
        LinkEvent event = events.get(random.nextInt(events.size()));
        LinkStep step = state.on(event, LinkMoments.at(now, dev.hawser.close.Role.SERVER));
        acts.addAll(RecordedActs.of(step.effects()));
        state = step.next();
        if (acts.stream().anyMatch(a -> a.endsWith("at once")) && acts.contains("halfClose")) {
          assertThat(acts.indexOf("halfClose"))
              .isGreaterThan(
                  acts.indexOf(acts.stream().filter(a -> a.endsWith("at once")).findFirst().get()));
        }
      }
      assertThat(acts.stream().filter(a -> a.startsWith("announce"))).hasSizeLessThan(2);
      assertThat(acts.stream().filter(a -> a.endsWith("at once"))).hasSizeLessThan(2);
      assertThat(acts.stream().filter(a -> a.endsWith("behind"))).hasSizeLessThan(2);
      assertThat(acts.stream().filter("halfClose"::equals)).hasSizeLessThan(2);
    }
  }
}
