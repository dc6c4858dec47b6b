package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Role;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlsTest {
  private final Controls controls = new Controls();
  private final List<WriteResult> results = new ArrayList<>();

  @Test
  void nothingWaitsAtFirst() {
    assertThat(controls.any()).isFalse();
    assertThat(controls.bytes()).isZero();
    assertThat(controls.takeBeat()).isNull();
    assertThat(controls.takePong()).isNull();
    assertThat(controls.takePing()).isNull();
  }

  @Test
  void eachIsTakenOnce() {
    controls.beat(bytes(1));
    assertThat(controls.any()).isTrue();
    assertThat(controls.takeBeat()).isEqualTo(bytes(1));
    assertThat(controls.takeBeat()).isNull();
    controls.pong(bytes(2));
    assertThat(controls.any()).isTrue();
    assertThat(controls.takePong()).isEqualTo(bytes(2));
    assertThat(controls.takePong()).isNull();
    controls.ping(ping(3));
    assertThat(controls.any()).isTrue();
    assertThat(controls.takePing().binary()).isEqualTo(bytes(3));
    assertThat(controls.takePing()).isNull();
    assertThat(controls.any()).isFalse();
  }

  @Test
  void onlyTheLastPingOfThePeerIsAnswered() {
    controls.pong(bytes(1));
    controls.pong(bytes(2));
    assertThat(controls.takePong()).isEqualTo(bytes(2));
    controls.pong(bytes(3));
    controls.answered();
    assertThat(controls.any()).isFalse();
    assertThat(controls.takePong()).isNull();
  }

  @Test
  void thePingsOfTheApplicationKeepTheirOrderAndAreCounted() {
    controls.ping(ping(1, 2));
    controls.ping(ping(3));
    assertThat(controls.bytes()).isEqualTo(3);
    assertThat(controls.takePing().binary()).isEqualTo(bytes(1, 2));
    assertThat(controls.bytes()).isOne();
    assertThat(controls.takePing().binary()).isEqualTo(bytes(3));
    assertThat(controls.bytes()).isZero();
  }

  @Test
  void whatIsGivenBackWasNotWritten() {
    controls.beat(bytes(1));
    controls.pong(bytes(2));
    controls.ping(ping(3));
    controls.ping(ping(4));
    controls.giveBack((LinkCore) ByteRig.open(Role.CLIENT, ByteRig.options()).link());
    assertThat(results).containsExactly(WriteResult.NOT_WRITTEN, WriteResult.NOT_WRITTEN);
    assertThat(controls.any()).isFalse();
  }

  private Command ping(int... payload) {
    return Command.frame(Opcode.PING, true, bytes(payload), results::add);
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }
}
