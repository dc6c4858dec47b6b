package dev.hawser.transport.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

class LineMemoryTest {
  private final LineMemory memory = new LineMemory();

  @Test
  void lendsAFewRoomsAndTheSameAgain() {
    ByteBuf first = memory.room();
    for (int i = 1; i < 4; i++) {
      assertThat(memory.room()).isNotNull().isNotSameAs(first);
    }
    assertThat(memory.room()).isNull();
    memory.spare(first.writeInt(7));
    assertThat(memory.room()).isSameAs(first);
    assertThat(first.isReadable()).isFalse();
    assertThat(first.capacity()).isEqualTo(LineMemory.ROOM);
  }

  @Test
  void aRoomThatSomebodyHoldsIsReplacedByAnother() {
    ByteBuf held = memory.room().retain();
    for (int i = 1; i < 4; i++) {
      assertThat(memory.room()).isNotNull();
    }
    memory.spare(held);
    assertThat(memory.room()).isNotNull().isNotSameAs(held);
    assertThat(memory.room()).isNull();
  }

  @Test
  void whatWasReadIsNotReadOverWhileItIsHeld() {
    ByteBuf first = memory.read();
    assertThat(first.writableBytes()).isEqualTo(LineMemory.READ);
    first.writeInt(7);
    assertThat(memory.read()).isNull();
    first.release();
    ByteBuf again = memory.read();
    assertThat(again).isSameAs(first);
    assertThat(again.isReadable()).isFalse();
  }
}
