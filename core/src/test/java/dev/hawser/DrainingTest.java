package dev.hawser;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.http.Headers;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.UpgradeRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class DrainingTest {
  private static final CloseReason REASON = CloseReason.of(CloseCode.SERVICE_RESTART, "deploy");

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<Runnable> handed = new ArrayList<>();

  private Draining draining(Executor executor) {
    return new Draining(time, executor, REASON);
  }

  /** Makes so many sessions, in the order of their arrival. */
  private Collection<LinkedSession> sessions(int count) {
    List<LinkedSession> sessions = new ArrayList<>();
    transport.server().onOpen(session -> sessions.add((LinkedSession) session)).start();
    for (int i = 0; i < count; i++) {
      transport.knock(new UpgradeRequest("/", Headers.empty(), List.of(), "192.0.2.7:1", false));
      time.settle();
    }
    assertThat(sessions).hasSize(count);
    return sessions;
  }

  /** Returns whose Close went out, by the order of arrival counted from 0. */
  private List<Integer> closed() {
    time.settle();
    List<ScriptedLink> links = transport.links();
    List<Integer> closed = new ArrayList<>();
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i).closeSent() != null) {
        assertThat(links.get(i).closeSent()).isEqualTo(REASON);
        closed.add(i);
      }
    }
    return closed;
  }

  private static DoubleSupplier dice(double... rolls) {
    int[] next = new int[1];
    return () -> rolls[next[0]++ % rolls.length];
  }

  @Test
  void eachSessionIsClosedAtItsMomentOfItsPartOfTheWindow() {
    // 0.99 in the shuffle leaves the order as it is; then the moments within the three parts.
    draining(time.executor()).begin(sessions(3), ofSeconds(30), dice(0.99, 0.99, 0.5, 0.0, 0.25));
    time.advance(ofSeconds(5).minusNanos(1));
    assertThat(closed()).isEmpty();
    time.advance(ofSeconds(0).plusNanos(1));
    assertThat(closed()).containsExactly(0);
    time.advance(ofSeconds(5).minusNanos(1));
    assertThat(closed()).containsExactly(0);
    time.advance(ofSeconds(0).plusNanos(1));
    assertThat(closed()).containsExactly(0, 1);
    time.advance(ofSeconds(13).minusMillis(500).minusNanos(1));
    assertThat(closed()).containsExactly(0, 1);
    time.advance(ofSeconds(0).plusNanos(1));
    assertThat(closed()).containsExactly(0, 1, 2);
    assertThat(time.pending()).isZero();
  }

  @Test
  void theDiceChooseTheOrder() {
    draining(time.executor()).begin(sessions(3), ofSeconds(30), dice(0.0, 0.0, 0.0, 0.0, 0.0));
    List<Integer> first = closed();
    assertThat(first).hasSize(1).doesNotContain(0);
    time.advance(ofSeconds(20));
    assertThat(closed()).containsExactly(0, 1, 2);
  }

  @Test
  void withoutAWindowAllAreClosedAtOnce() {
    draining(time.executor()).begin(sessions(4), ZERO, dice(0.7));
    assertThat(closed()).containsExactly(0, 1, 2, 3);
    assertThat(time.pending()).isZero();
  }

  @Test
  void nobodyIsClosedAfterItWasStopped() {
    Draining draining = draining(time.executor());
    draining.begin(sessions(3), ofSeconds(30), dice(0.99));
    draining.stop();
    time.advance(ofSeconds(60));
    assertThat(closed()).isEmpty();
    assertThat(time.pending()).isZero();
  }

  @Test
  void aTurnThatWasHandedOverBeforeTheStopClosesNobody() {
    Draining draining = draining(handed::add);
    draining.begin(sessions(2), ofSeconds(10), dice(0.99));
    time.advance(ofSeconds(5));
    assertThat(handed).hasSize(1);
    draining.stop();
    handed.remove(0).run();
    assertThat(closed()).isEmpty();
    assertThat(time.pending()).isZero();
  }

  @Test
  void theTimersThreadHandsOverAndClosesNobodyItself() {
    draining(handed::add).begin(sessions(1), ofSeconds(10), dice(0.5));
    time.advance(ofSeconds(5));
    assertThat(closed()).isEmpty();
    assertThat(handed).hasSize(1);
    handed.remove(0).run();
    assertThat(closed()).containsExactly(0);
  }

  @Test
  void anExecutorThatIsLateFindsAllWhoAreDueAtOnce() {
    draining(handed::add).begin(sessions(3), ofSeconds(30), dice(0.99));
    time.advance(ofSeconds(30));
    assertThat(handed).hasSize(1);
    handed.remove(0).run();
    assertThat(closed()).containsExactly(0, 1, 2);
  }

  @Test
  void whoHasEndedByItselfIsPassedBy() {
    Collection<LinkedSession> sessions = sessions(2);
    draining(time.executor()).begin(sessions, ofSeconds(10), dice(0.99));
    transport.links().get(0).drop();
    time.advance(ofSeconds(10));
    assertThat(closed()).containsExactly(1);
  }
}
