package dev.hawser.examples;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.WebSockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On each transport, a port that another program has is named in the failure. */
class BusyPortTest {
  @ParameterizedTest
  @ValueSource(strings = {"netty", "vertx", "tyrus"})
  void isNamedWithItsHost(String transport) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> WebSockets.server().transport(transport).port(port).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + port + ": ")
          .hasStackTraceContaining("in use");
    }
  }
}
