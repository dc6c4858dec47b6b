package dev.hawser.guice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.Parting;
import dev.hawser.Server;
import dev.hawser.ServerBuilder;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.frame.Compression;
import dev.hawser.transport.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Everything injected, on real sockets. */
class NettyWiringTest {
  @Test
  void anInjectedClientTalksToAnInjectedServer() throws Exception {
    CompletableFuture<String> echoed = new CompletableFuture<>();
    CompletableFuture<List<String>> agreed = new CompletableFuture<>();
    CompletableFuture<Parting> ended = new CompletableFuture<>();
    Injector injector =
        Guice.createInjector(
            HawserModule.transport("netty"),
            binder -> binder.bind(Compression.class).toInstance(Compression.deflate()),
            binder ->
                HawserModule.endListeners(binder)
                    .addBinding()
                    .toInstance((session, parting) -> ended.complete(parting)));

    try (HawserLifecycle lifecycle = injector.getInstance(HawserLifecycle.class);
        Server server =
            injector
                .getInstance(ServerBuilder.class)
                .onText((session, text) -> session.sendText("you said " + text))
                .start();
        Connection feed =
            injector
                .getInstance(ClientBuilder.class)
                .endpoint(server.uri())
                .onOpen(session -> agreed.complete(session.handshake().extensions()))
                .onText((session, text) -> echoed.complete(text))
                .connect()) {
      assertThat(lifecycle.transport()).isSameAs(injector.getInstance(Transport.class));
      feed.sendText("hello");
      assertThat(echoed.get(60, TimeUnit.SECONDS)).isEqualTo("you said hello");
      assertThat(agreed.get(60, TimeUnit.SECONDS)).containsExactly("permessage-deflate");
      feed.close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
      assertThat(ended.get(60, TimeUnit.SECONDS).code()).isEqualTo(CloseCode.NORMAL_CLOSURE);
    }
  }
}
