package dev.hawser.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class QuestionTest {
  @Test
  void aMessageIsOneAndAControlIsNot() {
    assertThat(new Question.Text("x", "y"::equals).byMessage()).isTrue();
    assertThat(new Question.Binary(ByteBuffer.allocate(1), b -> true).byMessage()).isTrue();
    assertThat(Question.Control.PING.byMessage()).isFalse();
    assertThat(Question.Control.NOTHING.byMessage()).isFalse();
  }

  @Test
  void anEmptyMessageIsRefused() {
    assertThatThrownBy(() -> new Question.Text("", "y"::equals))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a heartbeat's message is empty");
    assertThatThrownBy(() -> new Question.Binary(ByteBuffer.allocate(0), b -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a heartbeat's message is empty");
  }

  @Test
  void textThatUtf8CannotCarryIsRefused() {
    assertThatThrownBy(() -> new Question.Text("a\ud800", "y"::equals))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1");
  }

  @Test
  void aBinaryMessageIsCopiedFromWhereItsBufferStands() {
    ByteBuffer given = ByteBuffer.wrap(new byte[] {1, 2, 3});
    given.position(1);
    Question.Binary question = new Question.Binary(given, b -> true);
    given.put(1, (byte) 9);
    assertThat(given.position()).isEqualTo(1);
    assertThat(question.message()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3}));
    assertThat(question.message().isReadOnly()).isTrue();
  }
}
