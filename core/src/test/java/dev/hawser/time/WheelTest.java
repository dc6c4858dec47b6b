package dev.hawser.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WheelTest {
  private static final long TICK = 10;
  private static final long ORIGIN = Long.MAX_VALUE - 5_000; // the clock wraps soon

  private final Wheel wheel = new Wheel(ORIGIN, TICK);

  private static final class Node extends TimerNode {
    @Override
    protected void fire() {}
  }

  private Node arm(long in, long at) {
    Node node = new Node();
    wheel.arm(node, ORIGIN + at + in, ORIGIN + at);
    return node;
  }

  private TimerNode poll(long at) {
    return wheel.poll(ORIGIN + at);
  }

  @Test
  void takesNothingOutBeforeItsDeadline() {
    Node node = arm(25, 0);
    assertThat(poll(0)).isNull();
    assertThat(poll(24)).isNull();
    assertThat(poll(30)).isSameAs(node);
    assertThat(poll(1_000)).isNull();
    assertThat(wheel.armed()).isZero();
  }

  @Test
  void takesOutWhatIsDueExactlyAtATickWithThatTick() {
    Node node = arm(20, 0);
    assertThat(poll(19)).isNull();
    assertThat(poll(20)).isSameAs(node);
  }

  @Test
  void armingAgainReplacesTheDeadline() {
    Node node = arm(20, 0);
    wheel.arm(node, ORIGIN + 100, ORIGIN);
    assertThat(wheel.armed()).isEqualTo(1);
    assertThat(poll(90)).isNull();
    assertThat(poll(100)).isSameAs(node);
  }

  @Test
  void disarmingTakesItOutWhereverItStands() {
    Node first = arm(20, 0);
    Node second = arm(20, 0);
    Node third = arm(20, 0);
    wheel.disarm(second);
    wheel.disarm(second);
    assertThat(wheel.armed()).isEqualTo(2);
    assertThat(List.of(poll(20), poll(20))).containsExactlyInAnyOrder(first, third);
    assertThat(poll(20)).isNull();
  }

  @Test
  void keepsDeadlinesBeyondTheRing() {
    Node node = arm(TICK * Wheel.SLOTS * 3 + 5, 0);
    long due = TICK * Wheel.SLOTS * 3 + 5;
    for (long at = 0; at < due; at += 7) {
      assertThat(poll(at)).isNull();
    }
    assertThat(poll(due + TICK)).isSameAs(node);
  }

  @Test
  void tellsWhenTheNextSlotIsDue() {
    arm(101, 0);
    arm(55, 0);
    assertThat(wheel.nextDue() - ORIGIN).isEqualTo(60);
    Node soon = arm(0, 3);
    assertThat(wheel.nextDue() - ORIGIN).isEqualTo(10);
    assertThat(poll(10)).isSameAs(soon);
    assertThat(wheel.nextDue() - ORIGIN).isEqualTo(60);
  }

  @Test
  void startsAfreshAfterALongRest() {
    long rest = TICK * Wheel.SLOTS * 1_000;
    Node node = arm(50, rest);
    assertThat(wheel.nextDue() - ORIGIN).isEqualTo(rest + 50);
    assertThat(poll(rest + 50)).isSameAs(node);
  }

  @Test
  void catchesUpAfterAPause() {
    Node soon = arm(20, 0);
    Node late = arm(30_000, 0);
    assertThat(List.of(poll(40_000), poll(40_000))).containsExactlyInAnyOrder(soon, late);
  }

  @Test
  void meetsEveryDeadlineWithinTwoTicksWhateverIsArmedAndDisarmed() {
    Random random = new Random(7);
    List<Node> armed = new ArrayList<>();
    long now = 0;
    int fired = 0;
    for (int step = 0; step < 50_000; step++) {
      int what = random.nextInt(4);
      if (what < 2) {
        armed.add(arm(random.nextInt(20_000), now));
      } else if (what == 2 && !armed.isEmpty()) {
        wheel.disarm(armed.remove(random.nextInt(armed.size())));
      }
      now += random.nextInt((int) TICK);
      for (TimerNode node = poll(now); node != null; node = poll(now)) {
        long late = ORIGIN + now - node.deadline;
        assertThat(late).isBetween(0L, 2 * TICK);
        assertThat(armed.remove(node)).isTrue();
        fired++;
      }
      assertThat(wheel.armed()).isEqualTo(armed.size());
    }
    assertThat(fired).isGreaterThan(5_000);
  }
}
