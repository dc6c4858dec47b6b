package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Certificate;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Peer;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExclusionsTest {
  @Test
  void anOpenedLinkCameThroughEverythingBefore() {
    assertThat(Exclusions.of(SampleEndings.dropped()))
        .containsExactly(Phase.RESOLVING, Phase.CONNECTING, Phase.HANDSHAKING);
    assertThat(Exclusions.of(SampleEndings.closedByPeer(1012)))
        .containsExactly(Phase.RESOLVING, Phase.CONNECTING, Phase.HANDSHAKING);
  }

  @Test
  void aClosingLinkIsJudgedAsAnOpenOne() {
    Ending closing = new Ending.Dropped(LinkFacts.bare(Role.CLIENT, Phase.CLOSING));
    assertThat(Exclusions.of(closing)).doesNotContain(Phase.OPEN).hasSize(3);
  }

  @Test
  void tlsIsAmongThemWhereItWasSpoken() {
    Duration none = Duration.ZERO;
    LinkFacts open = LinkFacts.bare(Role.CLIENT, Phase.OPEN);
    Timeline secured = new Timeline(none, none, Duration.ofMillis(3), none, none, none);
    assertThat(Exclusions.of(new Ending.Dropped(open.with(secured)))).contains(Phase.SECURING);
    Certificate certificate = new Certificate("CN=a", "CN=b", Instant.EPOCH, Instant.EPOCH);
    Peer peer = new Peer("", List.of(), null, null, "", List.of(), certificate);
    assertThat(Exclusions.of(new Ending.Dropped(open.with(peer)))).contains(Phase.SECURING);
  }

  @Test
  void aFailedDialCameThroughWhatLayBeforeItsPhase() {
    LinkFacts connecting = LinkFacts.bare(Role.CLIENT, Phase.CONNECTING);
    assertThat(Exclusions.of(new Ending.Aborted(Initiator.LIBRARY, false, connecting)))
        .containsExactly(Phase.RESOLVING);
    LinkFacts resolving = LinkFacts.bare(Role.CLIENT, Phase.RESOLVING);
    assertThat(Exclusions.of(new Ending.Aborted(Initiator.LIBRARY, false, resolving))).isEmpty();
  }
}
