package dev.hawser.benchmarks.echo;

import dev.hawser.Connection;
import dev.hawser.Outcome;
import dev.hawser.Session;
import dev.hawser.WebSockets;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hawser's public face on its Netty transport, as a user has it: each send returns a stage. */
final class HawserOnNetty implements Contender {
  private final List<Connection> connections = new ArrayList<>();

  @Override
  public Lane open(URI uri, Consumer<String> onText) throws Exception {
    var opened = new CompletableFuture<Session>();
    connections.add(
        WebSockets.client()
            .endpoint(uri)
            .onOpen(opened::complete)
            .onText((session, text) -> onText.accept(text))
            .connect());
    Session session = opened.get(10, TimeUnit.SECONDS);
    return text -> {
      CompletionStage<Outcome> unused = session.sendText(text);
    };
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
  }
}
