package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.testing.VirtualTime;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HallTest {
  private final AtomicInteger empty = new AtomicInteger();

  private static Hall hall(Capacity capacity) {
    GatewayOptions options = GatewayOptions.to(URI.create("ws://localhost:1")).with(capacity);
    return new Hall(options, new VirtualTime(), new OwnPings(1));
  }

  private static Hall hall() {
    return hall(Capacity.DEFAULT);
  }

  @Test
  void whoeverIsLetInWaitsUntilItIsAnsweredAndIsThereUntilItIsGone() {
    Hall hall = hall(Capacity.DEFAULT.sessions(1));
    Visit one = hall.enter();
    assertThat(hall.handshakes()).isEqualTo(1);
    one.answered();
    assertThat(hall.handshakes()).isZero();
    assertThat(hall.enter()).isNull();
    assertThat(hall.handshakes()).isZero();
    one.over();
    assertThat(hall.enter()).isNotNull();
  }

  @Test
  void whoeverIsGoneBeforeItIsAnsweredWaitsNoMore() {
    Hall hall = hall();
    hall.enter().over();
    assertThat(hall.handshakes()).isZero();
  }

  @Test
  void aStepThatIsToldTwiceCountsOnce() {
    Hall hall = hall(Capacity.DEFAULT.sessions(2).handshakes(2));
    Visit one = hall.enter();
    Visit other = hall.enter();
    for (int i = 0; i < 2; i++) {
      one.answered();
      one.over();
    }
    assertThat(hall.handshakes()).isEqualTo(1);
    assertThat(hall.enter()).isNotNull();
    assertThat(hall.enter()).isNull();
    other.over();
    assertThat(hall.enter()).isNotNull();
  }

  @Test
  void requestsUnderWayAndBytesThatWaitHaveLimitsOfTheirOwn() {
    Hall hall = hall(Capacity.DEFAULT.handshakes(1).queuedBytes(10));
    Visit one = hall.enter();
    assertThat(hall.enter()).isNull();
    one.answered();
    hall.queued().add(10);
    Visit other = hall.enter();
    assertThat(other).isNotNull();
    other.answered();
    hall.queued().increment();
    assertThat(hall.enter()).isNull();
  }

  @Test
  void aDrainIsDoneOnceWhenNobodyIsThereAnyMore() {
    Hall hall = hall();
    Visit asking = hall.enter();
    Visit answered = hall.enter();
    answered.answered();
    hall.drain(empty::incrementAndGet);
    assertThat(hall.draining()).isTrue();
    assertThat(hall.closed()).isFalse();
    assertThat(hall.enter()).isNull();
    answered.over();
    assertThat(empty).hasValue(0);
    asking.over();
    assertThat(empty).hasValue(1);
    assertThat(hall.enter()).isNull();
    assertThat(empty).hasValue(1);
  }

  @Test
  void aDrainOfNobodyIsDoneAtOnce() {
    hall().drain(empty::incrementAndGet);
    assertThat(empty).hasValue(1);
  }

  @Test
  void everyDrainIsDoneThoughAnotherBeganOrTheGatewayGoesForGood() {
    Hall hall = hall();
    Visit one = hall.enter();
    hall.drain(empty::incrementAndGet);
    hall.drain(empty::incrementAndGet);
    hall.close();
    assertThat(hall.closed()).isTrue();
    assertThat(empty).hasValue(0);
    one.over();
    assertThat(empty).hasValue(2);
    hall.drain(empty::incrementAndGet);
    assertThat(empty).hasValue(3);
  }

  @Test
  void aGatewayThatGoesForGoodLetsNobodyIn() {
    Hall hall = hall();
    hall.close();
    assertThat(hall.draining()).isTrue();
    assertThat(hall.enter()).isNull();
  }
}
