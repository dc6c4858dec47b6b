package dev.hawser;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.hawser.close.CloseCode;
import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a client goes through what can happen to it, in virtual time. */
final class ClientStage {
  private static final Duration LONG = ofSeconds(120);

  final VirtualTime time = new VirtualTime();
  final ScriptedTransport transport = new ScriptedTransport(time);
  final @Nullable Aside aside;
  ClientBuilder client =
      transport
          .client()
          .endpoint("ws://test")
          .reconnect((outage, dice) -> new Verdict.Retry(ofSeconds(1), 0, false));
  Consumer<Connection> begun = connection -> {};

  /** A stage where everything runs on the thread of the test. */
  ClientStage() {
    this.aside = null;
  }

  /** A stage where what may wait does so aside, and a second message has to wait for room. */
  ClientStage(Aside aside) {
    this.aside = aside;
    client = client.executor(aside).outbox(Outbox.messages(1).whenFull(WhenFull.BLOCK));
  }

  void settle() {
    time.settle();
    if (aside != null) {
      aside.settle();
      time.settle();
    }
  }

  void advance(Duration by) {
    settle();
    time.advance(by);
    settle();
  }

  /** Does what is to be done at the beginning. */
  void begin(Connection connection) {
    if (aside == null) {
      begun.accept(connection);
    } else {
      aside.execute(() -> begun.accept(connection));
    }
  }

  /** Goes through what can happen to a connection. */
  void play(Connection connection) {
    if (transport.links().isEmpty()) {
      connection.close();
      letGo();
      return;
    }
    arrive();
    transport.last().answerHeartbeat(ofMillis(5));
    settle();
    transport.last().drop();
    advance(ofSeconds(2));
    accept();
    arrive();
    transport.last().peerCloses(CloseCode.SERVICE_RESTART);
    advance(ofSeconds(2));
    accept();
    connection.close();
    settle();
    letGo();
  }

  void accept() {
    if (!transport.links().isEmpty()) { // or the call ended it before the first dial
      transport.last().holdClose(true);
      transport.last().accept();
    }
    settle();
  }

  private void arrive() {
    transport.last().text("message");
    transport.last().binary((byte) 1);
    settle();
  }

  void letGo() {
    for (ScriptedLink link : transport.links()) {
      link.holdClose(false);
    }
    advance(LONG);
    if (aside != null) {
      aside.finish(() -> time.advance(ofSeconds(1)));
      advance(LONG);
    }
  }

  /** Brings a new connection there. */
  Connection in(State state) {
    if (state == State.QUEUED) {
      for (int i = 0; i < 40; i++) {
        transport.client().endpoint("ws://test").connect(); // the gate grants so many at a time
      }
      settle();
    }
    ClientBuilder made =
        state == State.PREPARING
            ? client.prepare(session -> new CompletableFuture<>())
            : state == State.IDLE ? client.executor(time.executor()) : client;
    Connection connection = made.connect();
    if (state == State.IDLE) {
      return connection;
    }
    settle();
    if (state == State.QUEUED || state == State.CONNECTING) {
      return connection;
    }
    accept();
    switch (state) {
      case WAITING -> transport.last().drop();
      case CLOSING -> connection.close();
      case TERMINATED -> {
        transport.last().holdClose(false);
        connection.close();
      }
      default -> {}
    }
    settle();
    return connection;
  }
}
