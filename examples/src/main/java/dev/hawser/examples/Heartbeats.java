package dev.hawser.examples;

import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.heartbeat.Heartbeat;
import java.time.Duration;

/** How a link is kept under watch. */
public final class Heartbeats {
  private Heartbeats() {}

  // snippet:heartbeat-ping
  /** A Ping after 25 s without a byte of the peer, answered within 10 s: the default. */
  static ClientBuilder byPings(ClientBuilder client) {
    return client.heartbeat(
        Heartbeat.every(Duration.ofSeconds(25)).pongWithin(Duration.ofSeconds(10)));
  }

  // end

  // snippet:heartbeat-message
  /** The application's own message every 30 s, whatever comes in, and what answers it. */
  static ClientBuilder byMessages(ClientBuilder client) {
    return client.heartbeat(
        Heartbeat.every(Duration.ofSeconds(30))
            .asking("{\"op\":\"ping\"}", reply -> reply.startsWith("{\"op\":\"pong\"")));
  }

  // end

  // snippet:heartbeat-traffic
  /** Nothing is asked: the server speaks at least every 40 s, or is gone. */
  static ClientBuilder byTraffic(ClientBuilder client) {
    return client.heartbeat(Heartbeat.expectTraffic(Duration.ofSeconds(40)));
  }

  // end

  // snippet:heartbeat-now
  /** Out of sleep: is it still there? */
  static void afterSleep(Connection feed) {
    feed.verify(Duration.ofSeconds(2))
        .thenAccept(alive -> System.out.println(alive ? "still there" : "on its way back"));
  }
  // end
}
