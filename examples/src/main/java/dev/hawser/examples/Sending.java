package dev.hawser.examples;

import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.Outbox;
import dev.hawser.Outcome;
import dev.hawser.WhenFull;
import java.time.Duration;

/** What becomes of messages that are sent. */
public final class Sending {
  private Sending() {}

  // snippet:send-outcome
  /** One of three outcomes, never silence. */
  static void told(Connection feed) {
    feed.sendText("hello")
        .thenAccept(
            outcome -> {
              if (outcome instanceof Outcome.Dropped dropped) {
                System.out.println("not sent: " + dropped.why());
              } else if (outcome instanceof Outcome.Unknown) {
                System.out.println("cut half-way: nobody can tell");
              }
            });
  }

  // end

  // snippet:send-outbox
  /** What waits while there is no session. */
  static ClientBuilder bounded(ClientBuilder client) {
    return client.outbox(
        Outbox.messages(500)
            .bytes(256 * 1024)
            .expireAfter(Duration.ofSeconds(15))
            .whenFull(WhenFull.DROP_OLDEST));
  }

  // end

  // snippet:send-latest
  /** Only the newest position counts: one that still waits is replaced. */
  static void moved(Connection feed, String player, int x, int y) {
    feed.sendLatest(player, player + " at " + x + "," + y);
  }

  // end

  // snippet:send-again
  /** At least once instead of at most once: the peer may receive a message twice. */
  static ClientBuilder atLeastOnce(ClientBuilder client) {
    return client.outbox(Outbox.DEFAULT.replayInDoubt());
  }
  // end
}
