package dev.hawser.cli.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.Connection;
import dev.hawser.Parting;
import dev.hawser.cli.serve.EchoServer;
import dev.hawser.cli.serve.Faults;
import dev.hawser.cli.wiring.Wiring;
import dev.hawser.close.Ending;
import dev.hawser.gateway.GatewayOptions;
import dev.hawser.reconnect.ReconnectPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatewayProcessTest {
  private static final InetSocketAddress ANY = InetSocketAddress.createUnresolved("127.0.0.1", 0);
  private static final Faults NONE =
      new Faults(null, null, Duration.ZERO, new Faults.Line(null, null, null));

  @Test
  void relaysUntilItIsDrained() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    CompletableFuture<String> heard = new CompletableFuture<>();
    try (EchoServer echo = EchoServer.start("netty", "127.0.0.1", 0, NONE, line -> {});
        GatewayProcess gateway =
            GatewayProcess.start(
                "netty", ANY, GatewayOptions.to(URI.create(echo.url())), lines::add);
        Wiring wiring = Wiring.of("netty")) {
      assertThat(gateway.uri().toString()).matches("ws://127\\.0\\.0\\.1:\\d+/");
      Connection connection =
          wiring
              .client()
              .endpoint(gateway.uri())
              .reconnect(ReconnectPolicy.never())
              .onText((session, text) -> heard.complete(text))
              .connect();
      connection.sendText("hello");
      assertThat(heard.get(60, TimeUnit.SECONDS)).isEqualTo("hello");
      assertThat(gateway.counters().sessions()).isEqualTo(1);
      gateway.drain(Duration.ZERO, Duration.ofSeconds(10));
      Parting parting = connection.closed().toCompletableFuture().get(60, TimeUnit.SECONDS);
      Ending ending = parting.ending();
      assertThat(ending.code().value()).isEqualTo(1012);
      assertThat(ending.text()).startsWith("1012 restart id=");
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("first=restart", "by=gateway", "client=1012", "route=/");
  }

  @Test
  void anAddressThatCannotBeHadIsNamed() {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("192.0.2.1", 80);
    GatewayOptions options = GatewayOptions.to(URI.create("ws://127.0.0.1:1"));
    assertThatThrownBy(() -> GatewayProcess.start("netty", nowhere, options, line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot listen on 192.0.2.1:80: ");
  }
}
