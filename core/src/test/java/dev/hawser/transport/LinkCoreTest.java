package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkCoreTest {
  @ParameterizedTest
  @EnumSource(Role.class)
  void opensDeliversSendsAndClosesInOrder(Role role) {
    ByteRig rig = ByteRig.open(role, ByteRig.options()).credit(5);
    rig.peer(rig.text("one"), rig.text("two"));
    rig.send("three").run();
    rig.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE, "done"));
    rig.run().peer(rig.close(CloseReason.of(CloseCode.NORMAL_CLOSURE)));
    rig.eof();
    assertThat(rig.told()).containsExactly("open", "text one", "text two", "end");
    assertThat(rig.frames()).containsExactly("TEXT three", "CLOSE 1000 done");
    assertThat(rig.results).containsExactly("three WRITTEN");
    assertThat(rig.ending()).isInstanceOf(Ending.Closed.class);
    assertThat(rig.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.FIN);
    assertThat(rig.wire.dropped).isTrue();
  }
}
