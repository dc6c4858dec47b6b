package dev.hawser.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Server;
import dev.hawser.WebSockets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GuiceWiringTest {
  @Test
  void getsItsAnswerAndTellsItsLife() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (Server server =
        WebSockets.server()
            .transport("netty")
            .onText((session, text) -> session.sendText(text + " yourself"))
            .start()) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      GuiceWiring.main(new String[] {server.uri().toString()});
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("PREPARING -> OPEN")
        .contains("answer: hello yourself")
        .contains("code 1000 Normal Closure");
  }
}
