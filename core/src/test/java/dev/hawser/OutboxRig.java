package dev.hawser;

import static java.time.Duration.ofSeconds;

import dev.hawser.Outcome.Dropped;
import dev.hawser.Outcome.Written;
import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.util.concurrent.CompletableFuture;

/** A connection that comes back after a second, over a scripted transport in virtual time. */
abstract class OutboxRig {
  static final Outcome WRITTEN = new Written();
  static final Outcome FULL = new Dropped(Dropped.Reason.FULL);

  final VirtualTime time = new VirtualTime();
  final ScriptedTransport transport = new ScriptedTransport(time);

  ClientBuilder client() {
    return transport
        .client()
        .endpoint("ws://test")
        .reconnect((outage, dice) -> new Verdict.Retry(ofSeconds(1), 0, false));
  }

  Connection open(ClientBuilder client) {
    Connection connection = client.connect();
    accept();
    return connection;
  }

  ScriptedLink accept() {
    time.settle();
    transport.last().accept();
    time.settle();
    return transport.last();
  }

  ScriptedLink comeBack() {
    time.advance(ofSeconds(1));
    return accept();
  }

  static CompletableFuture<Outcome> send(Connection connection, String text) {
    return connection.sendText(text).toCompletableFuture();
  }
}
