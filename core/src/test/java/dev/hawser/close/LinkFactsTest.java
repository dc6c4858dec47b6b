package dev.hawser.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkFactsTest {
  private static final LinkFacts BARE = LinkFacts.bare(Role.SERVER, Phase.CLOSING);

  @Test
  void bareFactsKnowRoleAndPhaseAlone() {
    assertThat(BARE)
        .isEqualTo(
            new LinkFacts(
                Role.SERVER,
                Phase.CLOSING,
                Timeline.NONE,
                CloseFrames.NONE,
                Traffic.NONE,
                Peer.UNKNOWN,
                null));
  }

  @Test
  void eachCopyChangesOneThing() {
    Duration second = Duration.ofSeconds(1);
    Timeline timeline = new Timeline(second, second, second, second, second, second);
    CloseFrames frames = CloseFrames.none(TransportEnd.FIN, true);
    Traffic traffic = new Traffic(1, 2, 3, 4, second, second, 5, 6, second, List.of());
    Peer peer = new Peer("/feed", List.of(), null, null, "v2", List.of(), null);
    Exception exception = new Exception("reset");
    OwnSide own = OwnSide.CALM.unwritten(7);
    LinkFacts whole =
        new LinkFacts(Role.SERVER, Phase.CLOSING, timeline, frames, traffic, peer, exception, own);
    assertThat(
            BARE.with(timeline)
                .with(frames)
                .with(traffic)
                .with(peer)
                .withException(exception)
                .with(own))
        .isEqualTo(whole);
    LinkFacts all =
        BARE.with(own)
            .withException(exception)
            .with(peer)
            .with(traffic)
            .with(frames)
            .with(timeline);
    assertThat(all).isEqualTo(whole);
    assertThat(all.withException(null).exception()).isNull();
  }
}
