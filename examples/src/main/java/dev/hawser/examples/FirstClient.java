package dev.hawser.examples;

import dev.hawser.Connection;
import dev.hawser.Outbox;
import dev.hawser.WebSockets;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.Backoff;
import java.net.URI;
import java.time.Duration;

/** A client that comes back by itself and says at each loss what happened. */
public final class FirstClient {
  private FirstClient() {}

  /** Takes the server's URL and, after it, the messages to send. */
  public static void main(String[] args) {
    try (Connection feed = connect(URI.create(args[0]))) {
      for (int i = 1; i < args.length; i++) {
        feed.sendText(args[i]);
      }
      feed.closed().toCompletableFuture().join();
    }
  }

  static Connection connect(URI uri) {
    // snippet:client
    Connection feed =
        WebSockets.client()
            .endpoint(uri)
            .reconnect(
                Backoff.fullJitter(Duration.ofMillis(500), Duration.ofSeconds(30))
                    .giveUpAfter(Duration.ofMinutes(15)))
            .heartbeat(Heartbeat.every(Duration.ofSeconds(25)).pongWithin(Duration.ofSeconds(10)))
            .outbox(Outbox.messages(1_000).replayInDoubt())
            .prepare(session -> session.sendText("subscribe prices"))
            .onText((session, text) -> System.out.println(text))
            .onEnd((session, parting) -> System.err.println(parting.explain()))
            .connect();
    feed.sendText("hello").thenAccept(outcome -> System.err.println("hello: " + outcome));
    feed.closed().thenAccept(parting -> System.err.println("gave up: " + parting.explain()));
    // end
    return feed;
  }
}
