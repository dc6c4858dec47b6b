package dev.hawser.driver;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialGateTest {
  private final VirtualTime time = new VirtualTime();
  private final DialGate gate = new DialGate(time);
  private final List<Integer> granted = new ArrayList<>();

  private DialGate.Ticket ask(int number) {
    return gate.ask(() -> granted.add(number));
  }

  @Test
  void grantsAtOnceAfterARestThenOnePerHundredthOfASecond() {
    for (int i = 0; i < 25; i++) {
      ask(i);
    }
    assertThat(granted).hasSize(DialGate.BURST);
    time.advance(ofMillis(10).minusNanos(1));
    assertThat(granted).hasSize(DialGate.BURST);
    time.advance(ofMillis(1));
    assertThat(granted).hasSize(DialGate.BURST + 1);
    time.advance(ofMillis(40));
    assertThat(granted).hasSize(DialGate.BURST + 5);
  }

  @Test
  void grantsInTheOrderOfAsking() {
    for (int i = 0; i < 20; i++) {
      ask(i);
    }
    time.advance(ofSeconds(1));
    assertThat(granted).isSorted().hasSize(20);
  }

  @Test
  void holdsNoMoreThanItsNumberInFlight() {
    List<DialGate.Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      tickets.add(ask(i));
    }
    time.advance(ofSeconds(10));
    assertThat(granted).hasSize(DialGate.IN_FLIGHT);
    tickets.get(0).leave();
    tickets.get(0).leave();
    assertThat(granted).hasSize(DialGate.IN_FLIGHT + 1);
    tickets.get(1).leave();
    tickets.get(2).leave();
    assertThat(granted).hasSize(DialGate.IN_FLIGHT + 3);
  }

  @Test
  void whoLeavesTheQueueIsNotGranted() {
    List<DialGate.Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      tickets.add(ask(i));
    }
    tickets.get(12).leave();
    time.advance(ofSeconds(1));
    assertThat(granted).hasSize(14).doesNotContain(12);
  }

  @Test
  void grantsNoMoreThanItsRateInTheLongRun() {
    for (int i = 0; i < 2_000; i++) {
      int number = i;
      gate.ask(() -> granted.add(number)).leave();
    }
    List<DialGate.Ticket> held = new ArrayList<>();
    granted.clear();
    for (int i = 0; i < 2_000; i++) {
      held.add(ask(i));
    }
    int before = granted.size();
    for (int ms = 0; ms < 5_000; ms++) {
      time.advance(ofMillis(1));
      granted.forEach(number -> held.get(number).leave());
    }
    assertThat(granted.size() - before).isBetween(499, 500);
  }

  @Test
  void belongsToTheTransport() {
    ScriptedTransport one = new ScriptedTransport(time);
    ScriptedTransport two = new ScriptedTransport(time);
    assertThat(DialGate.of(one, time)).isSameAs(DialGate.of(one, time));
    assertThat(DialGate.of(one, time)).isNotSameAs(DialGate.of(two, time));
  }
}
