package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Certificate;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a runtime that shows its dials tells of them, and who ends TCP. */
class MessageDialTest {
  private static final DialRequest SECURE = DialRequest.of(URI.create("wss://example.test/a"));

  private static MessageRig opened(DialRequest request) {
    MessageRig rig = MessageRig.dialling(request);
    rig.door.wire(rig);
    rig.advance(Duration.ofMillis(10)).door.connecting("192.0.2.1:443");
    rig.run().advance(Duration.ofMillis(20)).door.connected("192.0.2.1:443");
    rig.run()
        .advance(Duration.ofMillis(30))
        .door
        .secured(new Certificate("CN=a", "CN=b", Instant.EPOCH, Instant.EPOCH.plusSeconds(1)));
    rig.door.upgrading();
    rig.run()
        .advance(Duration.ofMillis(40))
        .door
        .opened(new HandshakeInfo("", List.of(), Headers.empty(), "192.0.2.1:443"));
    return rig.run();
  }

  @Test
  void thePhasesOfASecureDialAreTold() {
    MessageRig rig = opened(SECURE);
    rig.door.ended(TransportEnd.FIN, null);
    LinkFacts facts = rig.run().listener.ending.facts();
    assertThat(facts.timeline().resolving()).isEqualTo(Duration.ofMillis(10));
    assertThat(facts.timeline().connecting()).isEqualTo(Duration.ofMillis(20));
    assertThat(facts.timeline().securing()).isEqualTo(Duration.ofMillis(30));
    assertThat(facts.timeline().handshaking()).isEqualTo(Duration.ofMillis(40));
    assertThat(facts.peer().certificate()).isNotNull();
  }

  @Test
  void aPlainDialIsNeverSecuring() {
    MessageRig rig = opened(DialRequest.of(URI.create("ws://example.test/a")));
    rig.door.ended(TransportEnd.FIN, null);
    LinkFacts facts = rig.run().listener.ending.facts();
    assertThat(facts.timeline().securing()).isEqualTo(Duration.ZERO);
    assertThat(facts.timeline().connecting()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void theAddressOfAFailedHandshakeIsKnown() {
    MessageRig rig = MessageRig.dialling(SECURE);
    rig.door.connecting("192.0.2.1:443");
    rig.door.connected("192.0.2.1:443");
    rig.door.ended(TransportEnd.RST, null);
    rig.run();
    assertThat(rig.listener.ending.facts().peer().address()).isEqualTo("192.0.2.1:443");
  }

  @Test
  void anAlertIsTheAnswerToADial() {
    MessageRig rig = MessageRig.dialling(SECURE);
    IOException thrown = new IOException("unknown_ca");
    rig.door.alerted(48, thrown);
    rig.run();
    Ending.Unreachable ending = (Ending.Unreachable) rig.listener.ending;
    assertThat(ending.kind()).isEqualTo(Unreachability.TLS_FAILED);
    assertThat(ending.facts().frames().tlsAlert()).isEqualTo(48);
  }

  @Test
  void anAlertIsTheEndOfAnOpenLink() {
    MessageRig rig = opened(SECURE);
    rig.door.alerted(80, new IOException("internal_error"));
    rig.run();
    assertThat(rig.listener.ending).isInstanceOf(Ending.Dropped.class);
    assertThat(rig.listener.ending.facts().frames().transportEnd())
        .isEqualTo(TransportEnd.TLS_ALERT);
    assertThat(rig.listener.ending.facts().frames().tlsAlert()).isEqualTo(80);
  }

  @Test
  void whoFoundAFaultEndsItsDirectionBehindItsClose() {
    MessageRig rig = MessageRig.open(LinkOptions.DEFAULT);
    rig.door.violated(Fault.PROTOCOL_VIOLATION, "wrong");
    rig.run();
    assertThat(rig.sent).containsExactly("close 1002");
    assertThat(rig.shutAfter).isEqualTo(1);
  }

  @Test
  void aClientLeavesTheEndOfTcpToTheServer() {
    MessageRig rig = MessageRig.open(LinkOptions.DEFAULT);
    rig.door.closed(Reasons.NORMAL);
    rig.run();
    assertThat(rig.sent).containsExactly("close 1000");
    assertThat(rig.shutAfter).isEqualTo(-1);
  }

  @Test
  void aDroppedWireIsAskedForNothing() {
    MessageRig rig = MessageRig.open(LinkOptions.DEFAULT);
    rig.taking = false;
    rig.link().sendText("under way", Completion.IGNORED);
    rig.run();
    rig.link().close(Reasons.NORMAL);
    rig.run();
    rig.link().abort();
    rig.run();
    rig.under.remove().done(WriteResult.WRITTEN);
    rig.run();
    assertThat(rig.sent).containsExactly("text under way");
    assertThat(rig.shutAfter).isEqualTo(-1);
  }

  @Test
  void anEndAmidAMessageIsTold() {
    MessageRig cut = MessageRig.open(LinkOptions.DEFAULT);
    cut.door.amid(true);
    cut.door.ended(TransportEnd.FIN, null);
    assertThat(cut.run().listener.ending.facts().frames().midFrame()).isTrue();
    MessageRig whole = MessageRig.open(LinkOptions.DEFAULT);
    whole.door.amid(true);
    whole.door.amid(false);
    whole.door.ended(TransportEnd.FIN, null);
    assertThat(whole.run().listener.ending.facts().frames().midFrame()).isFalse();
  }

  @Test
  void aPingOfTheLinkGoesBehindWhatTheRuntimeTakesAtOnceAndBeforeWhatWaits() {
    MessageRig rig = MessageRig.open(LinkOptions.DEFAULT);
    for (int i = 0; i < 66; i++) {
      rig.send("m");
    }
    rig.link().probe();
    rig.run();
    assertThat(rig.sent.indexOf("ping 8")).isEqualTo(64);
    assertThat(rig.sent).hasSize(67).last().isEqualTo("text m");
  }
}
