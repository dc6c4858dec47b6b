package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseFrames;
import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import org.junit.jupiter.api.Test;

/** Which link gets the messages, however the links' ends and turns interleave. */
final class RouteTest {
  private final Route route = new Route();
  private final SessionLink first = link(1);
  private final SessionLink second = link(2);

  @Test
  void aLinkTakesOverWhenTheOneBeforeHasEnded() {
    attach(first);
    attach(second);
    assertThat(route.link()).isSameAs(first);

    end(first);
    route.ended(first);
    assertThat(route.link()).isNull();
    route.advance();
    assertThat(route.link()).isSameAs(second);
  }

  @Test
  void aLinkThatEndedBeforeItsTurnHoldsUpNobodyAfterIt() {
    end(first);
    route.ended(first);
    attach(first);
    assertThat(route.link()).isNull();

    attach(second);
    assertThat(route.link()).isSameAs(second);
  }

  @Test
  void aLinkThatEndsWhileItWaitsForItsTurnHoldsUpNobodyAfterIt() {
    SessionLink third = link(3);
    attach(first);
    attach(second);
    end(second);
    route.ended(second);
    attach(third);
    end(first);
    route.ended(first);
    route.advance();
    assertThat(route.link()).isSameAs(third);
  }

  @Test
  void aLinkThatPartsGetsNothingAndTheNextOneWaitsUntilItCountsAsEnded() {
    attach(first);
    route.straight(first);
    route.part(first);
    assertThat(route.parting()).isSameAs(first);
    assertThat(route.link()).isNull();
    assertThat(route.direct()).isNull();
    attach(second);
    assertThat(route.link()).isNull();
    route.ended(first);
    assertThat(route.parting()).isNull();
    route.advance();
    assertThat(route.link()).isSameAs(second);
    route.ended(first);
    assertThat(route.link()).isSameAs(second);
  }

  @Test
  void aLinkThatPartsBeforeItsTurnIsNotWaitedFor() {
    attach(first);
    attach(second);
    route.part(second);
    assertThat(route.parting()).isNull();
    end(first);
    route.ended(first);
    route.advance();
    assertThat(route.link()).isNull();
  }

  @Test
  void nothingIsRoutedAfterTheEnd() {
    attach(first);
    route.end();
    attach(second);
    assertThat(route.isOver()).isTrue();
    assertThat(route.link()).isNull();
    assertThat(route.direct()).isNull();
  }

  /** Attaches while nothing is under way. */
  private void attach(SessionLink link) {
    route.attach(link);
    route.advance();
  }

  private static void end(SessionLink link) {
    LinkFacts facts = LinkFacts.bare(Role.CLIENT, Phase.OPEN);
    link.listener()
        .onEnd(new Ending.Dropped(facts.with(CloseFrames.none(TransportEnd.RST, false))));
  }

  private static SessionLink link(long number) {
    return SessionLink.accepted(new SilentHost(), number, new SessionLinkRules(1 << 20, true));
  }

  private static final class SilentHost implements LinkHost {
    @Override
    public void opened(SessionLink link) {}

    @Override
    public void ended(SessionLink link, Ending ending, long inDoubt) {}
  }
}
