package dev.hawser.examples;

// snippet:first-connection
import dev.hawser.Connection;
import dev.hawser.Outbox;
import dev.hawser.StateChange;
import dev.hawser.WebSockets;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.Backoff;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends a number each second and tells what becomes of the connection. */
public final class FirstConnection {
  private FirstConnection() {}

  /** Runs until the server closes for good. */
  public static void main(String[] args) throws InterruptedException {
    Connection feed =
        WebSockets.client()
            .transport("netty")
            .endpoint(args.length > 0 ? args[0] : "ws://127.0.0.1:9001")
            .heartbeat(Heartbeat.every(Duration.ofSeconds(5)).pongWithin(Duration.ofSeconds(2)))
            .reconnect(Backoff.fullJitter(Duration.ofMillis(500), Duration.ofSeconds(10)))
            .outbox(Outbox.messages(1_000).replayInDoubt())
            .onText((session, text) -> System.out.println("received " + text))
            .onState(FirstConnection::tell)
            .connect();
    for (int i = 1; feed.givenUp() == null; i++) {
      feed.sendText("number " + i);
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private static void tell(StateChange change) {
    System.out.println(change.from() + " -> " + change.to());
    if (change.parting() != null) {
      System.out.println("  " + change.parting().explain());
    }
  }
}
// end
