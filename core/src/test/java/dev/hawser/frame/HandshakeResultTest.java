package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeResultTest {
  @Test
  void theAcceptedExtensionsCannotBeChangedLater() {
    List<String> extensions = new ArrayList<>(List.of("x"));
    var accepted = new HandshakeResult.Accepted("v1", extensions, null);

    extensions.add("y");

    assertThat(accepted.extensions()).containsExactly("x").isUnmodifiable();
    assertThat(accepted.subprotocol()).isEqualTo("v1");
  }
}
