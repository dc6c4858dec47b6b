package dev.hawser.testing;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.time.TimerNode;
import dev.hawser.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private final VirtualTime time = new VirtualTime();
  private final List<String> log = new ArrayList<>();

  private TimerNode node(String name) {
    return new TimerNode() {
      @Override
      protected void fire() {
        log.add(name + "@" + Duration.ofNanos(time.nanos()).toMillis());
      }
    };
  }

  private void arm(TimerNode node, Duration in) {
    time.arm(node, time.nanos() + in.toNanos());
  }

  @Test
  void firesInTheOrderOfTimeThenOfArmingEachAtItsInstant() {
    arm(node("c"), ofMillis(20));
    arm(node("a"), ofMillis(10));
    arm(node("b"), ofMillis(10));
    time.advance(ofMillis(9));
    assertThat(log).isEmpty();
    time.advance(ofMillis(100));
    assertThat(log).containsExactly("a@10", "b@10", "c@20");
    assertThat(time.nanos()).isEqualTo(ofMillis(109).toNanos());
    assertThat(time.pending()).isZero();
  }

  @Test
  void armingAgainReplacesAndDisarmingForgets() {
    TimerNode moved = node("moved");
    TimerNode gone = node("gone");
    arm(moved, ofMillis(10));
    arm(moved, ofMillis(30));
    arm(gone, ofMillis(10));
    time.disarm(gone);
    assertThat(time.pending()).isEqualTo(1);
    time.advance(ofMillis(50));
    assertThat(log).containsExactly("moved@30");
  }

  @Test
  void advancesToTheNextDeadlineAndTellsHowFar() {
    arm(node("a"), ofSeconds(3));
    assertThat(time.advanceToNext()).isEqualTo(ofSeconds(3));
    assertThat(log).containsExactly("a@3000");
    assertThat(time.advanceToNext()).isNull();
  }

  @Test
  void runsTasksInOrderThoseTheyAddIncludedWhileTimeStands() {
    time.executor()
        .execute(
            () -> {
              log.add("one");
              time.executor().execute(() -> log.add("three"));
            });
    time.executor().execute(() -> log.add("two"));
    assertThat(log).isEmpty();
    time.settle();
    assertThat(log).containsExactly("one", "two", "three");
    assertThat(time.nanos()).isZero();
  }

  @Test
  void runsTasksBetweenTwoDeadlines() {
    TimerNode first =
        new TimerNode() {
          @Override
          protected void fire() {
            time.executor().execute(() -> log.add("task@" + time.nanos() / 1_000_000));
          }
        };
    arm(first, ofMillis(10));
    arm(node("second"), ofMillis(11));
    time.advance(ofMillis(20));
    assertThat(log).containsExactly("task@10", "second@11");
  }

  @Test
  void theWallClockGoesAlongAndMayJump() {
    Instant before = time.wall();
    time.advance(ofSeconds(5));
    time.jumpWall(ofSeconds(100));
    assertThat(time.wall()).isEqualTo(before.plusSeconds(105));
    assertThat(time.nanos()).isEqualTo(ofSeconds(5).toNanos());
  }

  @Test
  void aJumpOfTheWallClockIsToldToArmedNodesAndASmallOneIsNot() {
    TimerNode node =
        new TimerNode() {
          @Override
          protected void fire() {
            log.add("fired");
          }

          @Override
          protected void jumped(Duration asleep) {
            log.add("jumped " + asleep);
          }
        };
    time.jumpWall(ofSeconds(100));
    time.arm(node, ofSeconds(10).toNanos());
    time.jumpWall(Timers.JUMP);
    assertThat(log).isEmpty();
    time.jumpWall(Timers.JUMP.plusNanos(1));
    time.jumpWall(ofSeconds(-3));
    assertThat(log).containsExactly("jumped PT2.000000001S", "jumped PT0S");
    time.advance(ofSeconds(11));
    assertThat(log).containsExactly("jumped PT2.000000001S", "jumped PT0S", "fired");
  }

  @Test
  void doesNotGoBack() {
    assertThatThrownBy(() -> time.advance(ofSeconds(-1))).hasMessageContaining("PT-1S");
  }
}
