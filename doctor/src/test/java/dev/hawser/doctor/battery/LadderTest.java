package dev.hawser.doctor.battery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.evidence.RungLook;
import dev.hawser.doctor.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ladder with connections that are silent in no time. */
@Timeout(120)
class LadderTest {
  private static final List<Duration> MINUTE = Plan.standard().idle(Duration.ofMinutes(1)).rungs();

  private final ExecutorService executor = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    executor.shutdown();
  }

  private List<RungLook> climb(Function<Duration, RungLook> rung) {
    Ladder ladder = new Ladder(rung, executor);
    return ladder.climb(ladder.start(MINUTE));
  }

  private static RungLook forgottenAfter(long millis, Duration silence) {
    return new RungLook(silence.toMillis(), silence.toMillis() < millis);
  }

  @Test
  void theGapBetweenTwoRungsIsLookedAtAgainAndTheDecidingRungTwice() {
    assertThat(climb(silence -> forgottenAfter(48_000, silence)))
        .containsExactly(
            new RungLook(20_000, true),
            new RungLook(30_000, true),
            new RungLook(45_000, true),
            new RungLook(47_500, true),
            new RungLook(50_000, false),
            new RungLook(52_500, false),
            new RungLook(55_000, false),
            new RungLook(55_000, false),
            new RungLook(55_000, false));
  }

  @Test
  void whereEverySilenceIsSurvivedThereIsNoSecondPass() {
    assertThat(climb(silence -> forgottenAfter(60_000, silence))).hasSize(4);
  }

  @Test
  void whereTheShortestIsTooLongTheGapBeginsAtNothing() {
    assertThat(climb(silence -> forgottenAfter(6_000, silence)))
        .extracting(RungLook::silence)
        .startsWith(5_000L, 10_000L, 15_000L, 20_000L, 20_000L, 20_000L, 30_000L);
  }

  @Test
  void connectionsThatWereEndedSayNothing() {
    assertThat(climb(silence -> null)).isEmpty();
  }
}
