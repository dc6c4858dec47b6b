package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.frame.Opcode;
import dev.hawser.http.Headers;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a link does for one who passes frames on. */
class LinkRelayTest {
  private static final LinkOptions FRAMES = LinkOptions.DEFAULT.with(Delivery.FRAMES);

  private static ByteBuffer reserved() {
    return ByteBuffer.wrap(new byte[] {(byte) 0x83, 0});
  }

  @ParameterizedTest
  @ValueSource(ints = {1012, 1013, 1014})
  void aClosePassedOnMayCarryWhatTheOtherRoleMaySay(int code) {
    CloseReason reason = CloseReason.of(CloseCode.of(code), "passed on");
    ByteRig rig = ByteRig.client(FRAMES);
    rig.link().close(reason);
    rig.run();
    assertThat(rig.frames()).containsExactly("CLOSE " + code + " passed on");
    Link own = ByteRig.client().link();
    assertThatThrownBy(() -> own.close(reason)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1004, 1006, 1015, 1016, 2999, 5000})
  void aCloseThatNoneMaySendIsNotPassedOnEither(int code) {
    Link link = ByteRig.server(FRAMES).link();
    CloseReason reason = CloseReason.of(CloseCode.of(code));
    assertThatThrownBy(() -> link.close(reason))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(code));
  }

  @Test
  void anEmptyCloseIsPassedOnAsOne() {
    ByteRig rig = ByteRig.server(FRAMES);
    rig.link().close(CloseReason.NONE);
    rig.run();
    assertThat(rig.frames()).containsExactly("CLOSE 1005");
  }

  @Test
  void aBrokenRuleIsToldAtOnceBehindTheFramesBeforeIt() {
    ByteRig rig = ByteRig.client(FRAMES).credit(5);
    rig.peer(rig.frame(Opcode.TEXT, true, "a"), reserved());
    assertThat(rig.told()).containsExactly("open", "frame TEXT a", "closing");
    Ending.Failed soFar = (Ending.Failed) rig.listener.closing;
    assertThat(soFar.fault()).isEqualTo(Fault.PROTOCOL_VIOLATION);
    assertThat(soFar.text()).isEqualTo("reserved opcode 3");
    rig.peer(reserved()).eof();
    assertThat(rig.told()).containsExactly("open", "frame TEXT a", "closing", "end");
    assertThat(rig.ending()).isInstanceOf(Ending.Failed.class);
  }

  @Test
  void aBrokenRuleBehindAWantedCloseIsNotToldAsItsCause() {
    ByteRig rig = ByteRig.client(FRAMES).credit(5);
    rig.link().close(Reasons.NORMAL);
    rig.run().peer(reserved());
    assertThat(rig.told()).containsExactly("open");
  }

  @Test
  void withoutFramesABrokenRuleIsToldByTheEndAlone() {
    ByteRig rig = ByteRig.client().credit(5);
    rig.peer(reserved());
    assertThat(rig.told()).containsExactly("open");
    rig.eof();
    assertThat(rig.told()).containsExactly("open", "end");
  }

  @Test
  void aFramesPayloadIsTheListenersToKeep() {
    List<ByteBuffer> kept = new ArrayList<>();
    LinkListener keeper =
        new LinkListener() {
          @Override
          public void onFrame(Opcode opcode, boolean fin, ByteBuffer payload) {
            kept.add(payload);
          }

          @Override
          public void onEnd(Ending ending) {}
        };
    ByteRig rig = ByteRig.client(FRAMES).credit(5);
    rig.listener.frames = keeper;
    rig.peer(rig.frame(Opcode.TEXT, true, "one"), rig.ping("two"));
    rig.peer(rig.frame(Opcode.TEXT, true, "six"), rig.ping("ten"));
    assertThat(kept).hasSize(4).allMatch(ByteBuffer::isReadOnly);
    assertThat(kept.get(0)).isEqualTo(ByteBuffer.wrap("one".getBytes()));
    assertThat(kept.get(1)).isEqualTo(ByteBuffer.wrap("two".getBytes()));
  }

  @Test
  void aRelayedRequestKeepsItsHostWhateverElseChanges() {
    DialRequest relayed = DialRequest.of(URI.create("ws://inside.test/")).relaying("front.test:81");
    assertThat(relayed.relayedHost()).isEqualTo("front.test:81");
    assertThat(relayed.with(Headers.of("A", "b")).subprotocols("v1").relayedHost())
        .isEqualTo("front.test:81");
    assertThat(relayed.with(FRAMES).with(Tls.DEFAULT).relayedHost()).isEqualTo("front.test:81");
    assertThat(DialRequest.of(relayed.uri()).relayedHost()).isNull();
  }
}
