package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;

/** A connection over a scripted transport in virtual time, and the states it went through. */
abstract class ConnectionRig {
  final VirtualTime time = new VirtualTime();
  final ScriptedTransport transport = new ScriptedTransport(time);
  final List<String> log = new ArrayList<>();

  ClientBuilder client() {
    return transport
        .client()
        .endpoint("ws://test/feed")
        .dice(() -> 0.5)
        .onState(change -> log.add(change.from() + ">" + change.to()));
  }

  Connection open(ClientBuilder client) {
    Connection connection = client.connect();
    time.settle();
    transport.last().accept();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.OPEN);
    return connection;
  }

  static Parting parting(Connection connection) {
    assertThat(connection.closed().toCompletableFuture()).isCompleted();
    return connection.closed().toCompletableFuture().join();
  }
}
