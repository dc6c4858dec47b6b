package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.close.Role;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class TellerTest {
  private final LinkCore core = (LinkCore) ByteRig.open(Role.CLIENT, ByteRig.options()).link();
  private final List<String> told = new ArrayList<>();
  private final Queue<Runnable> elsewhere = new ArrayDeque<>();
  private final Teller teller = new Teller(core, new Noting(), null);
  private final Teller away = new Teller(core, new Noting(), elsewhere::add);

  private final class Noting implements LinkListener {
    @Override
    public void onText(String message) {
      told.add(message + (teller.busy() ? ", busy" : "") + (teller.free() ? ", free" : ""));
    }

    @Override
    public void onBinary(ByteBuffer message) {
      throw new IllegalStateException("user bug");
    }

    @Override
    public void onEnd(Ending ending) {}
  }

  @Test
  void isBusyWhileTheListenerIsCalledAndFreeBeforeAndAfter() {
    assertThat(teller.free()).isTrue();
    teller.text("a");
    teller.tell(listener -> listener.onText("b"));
    assertThat(told).containsExactly("a, busy", "b, busy");
    assertThat(teller.busy()).isFalse();
    assertThat(teller.free()).isTrue();
  }

  @Test
  void whatTheListenerThrowsEndsTheLinkAndTheCallIsOver() {
    teller.binary(ByteBuffer.allocate(1));
    assertThat(core.life.open()).isFalse();
    assertThat(teller.busy()).isFalse();
  }

  @Test
  void onAnExecutorNothingIsToldOnTheSpotAndNobodyWaits() {
    assertThat(away.free()).isFalse();
    away.tell(listener -> listener.onText("a"));
    away.tell(listener -> listener.onText("b"));
    assertThat(told).isEmpty();
    assertThat(away.busy()).isFalse();
    while (!elsewhere.isEmpty()) {
      elsewhere.remove().run();
    }
    assertThat(told).containsExactly("a, free", "b, free");
  }
}
