package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.machine.Attempt;
import dev.hawser.machine.ConnectionState;
import dev.hawser.machine.ConnectionState.Connecting;
import dev.hawser.machine.ConnectionState.Preparing;
import dev.hawser.machine.ConnectionState.Queued;
import dev.hawser.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate has one place left, so that a rival shows whether it is held. */
class GatePlaceTest {
  private static final Attempt FIRST = ConnectionState.initial().attempt();
  private static final Attempt SECOND = new Attempt(2, 0, false, FIRST.streak());

  private final VirtualTime time = new VirtualTime();
  private final DialGate gate = new DialGate(time);
  private final GatePlace place = new GatePlace(gate);
  private final List<String> granted = new ArrayList<>();

  @BeforeEach
  void leaveOnePlace() {
    for (int i = 1; i < DialGate.IN_FLIGHT; i++) {
      var unused = gate.ask(() -> {});
      time.advance(Duration.ofSeconds(1));
    }
  }

  private void ask(long link) {
    place.ask(link, () -> granted.add("link " + link));
    time.advance(Duration.ofSeconds(1));
  }

  private void rival() {
    var unused = gate.ask(() -> granted.add("rival"));
    time.advance(Duration.ofSeconds(1));
  }

  @Test
  void isHeldWhileQueuedAndWhileDialling() {
    ask(FIRST.link());
    rival();
    place.keepFor(new Queued(FIRST));
    place.keepFor(new Connecting(FIRST));
    time.advance(Duration.ofMinutes(1));
    assertThat(granted).containsExactly("link 1");
  }

  @Test
  void isGivenBackWhenTheLinkIsOpen() {
    ask(FIRST.link());
    rival();
    place.keepFor(new Preparing(FIRST, 0, OptionalLong.empty()));
    assertThat(granted).containsExactly("link 1", "rival");
  }

  @Test
  void isGivenBackOnce() {
    ask(FIRST.link());
    rival();
    place.keepFor(new Preparing(FIRST, 0, OptionalLong.empty()));
    place.keepFor(new Preparing(FIRST, 0, OptionalLong.empty()));
    rival();
    time.advance(Duration.ofMinutes(1));
    assertThat(granted).containsExactly("link 1", "rival");
  }

  @Test
  void isGivenBackWhenALaterLinkIsDialled() {
    ask(FIRST.link());
    rival();
    place.keepFor(new Queued(SECOND));
    assertThat(granted).containsExactly("link 1", "rival");
  }

  @Test
  void whoAsksAnewStandsBehindTheOthers() {
    ask(FIRST.link());
    rival();
    ask(SECOND.link());
    assertThat(granted).containsExactly("link 1", "rival");
  }
}
