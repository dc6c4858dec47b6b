package dev.hawser;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.close.Unreachability;
import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportClosedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ConnectionEndTest {
  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<String> log = new ArrayList<>();

  private ClientBuilder client() {
    return transport
        .client()
        .endpoint("ws://test")
        .onOpen(s -> log.add("open " + s.number()))
        .onEnd((s, parting) -> log.add("end " + s.number()))
        .reconnect((outage, dice) -> new Verdict.Retry(ofSeconds(1), 0, false));
  }

  private void logsItsEnd(Connection connection) {
    connection.closed().thenAccept(parting -> log.add("closed"));
  }

  @Test
  void aSessionThatNobodyWasToldOfEndsUnseen() {
    Connection connection = client().connect();
    logsItsEnd(connection);
    time.settle();
    transport.last().accept();
    connection.close();
    time.settle();
    assertThat(log).isIn(List.of("closed"), List.of("open 1", "end 1", "closed"));
    assertThat(transport.last().hasEnded()).isTrue();
  }

  @Test
  void aSessionThatOpensAsTheUserClosesIsNeverShown() {
    Connection connection = client().connect();
    logsItsEnd(connection);
    time.settle();
    connection.close();
    transport.last().accept();
    time.settle();
    assertThat(log).containsExactly("closed");
  }

  @Test
  void isClosedOnlyWhenARenewedSessionHasEndedToo() {
    Connection connection = client().connect();
    logsItsEnd(connection);
    time.settle();
    transport.last().accept();
    time.settle();
    ScriptedLink old = transport.last();
    old.holdClose(true);
    connection.renew();
    time.settle();
    connection.close();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(log).containsExactly("open 1");
    old.holdClose(false);
    time.settle();
    assertThat(log).containsExactly("open 1", "end 1", "closed");
  }

  @Test
  void isClosedAtOnceWhereNothingWasDialled() {
    Connection connection = client().endpointFrom(attempt -> new CompletableFuture<>()).connect();
    logsItsEnd(connection);
    time.settle();
    assertThat(connection.state()).isEqualTo(State.CONNECTING);
    connection.close();
    time.settle();
    assertThat(log).containsExactly("closed");
    assertThat(transport.links()).isEmpty();
  }

  @Test
  void isClosedOnceWhenItsTransportIsAndItGivesUp() {
    Refusing closed = new Refusing();
    Connection connection =
        WebSockets.client(closed)
            .timers(time)
            .executor(time.executor())
            .keepAlive(false)
            .endpoint("ws://test")
            .connect();
    time.settle();
    gaveUpForTheClosedTransport(connection);
  }

  @Test
  void givesUpInsteadOfWaitingWhenItsTransportIsClosedMeanwhile() {
    Connection connection =
        client().reconnect((o, dice) -> new Verdict.Retry(ofSeconds(1), 0, false)).connect();
    time.settle();
    transport.last().unreachable(Unreachability.CONNECTION_REFUSED);
    time.settle();
    assertThat(connection.state()).isEqualTo(State.WAITING);
    transport.close();
    time.advance(ofSeconds(1));
    gaveUpForTheClosedTransport(connection);
    assertThat(transport.links()).hasSize(1);
  }

  private static void gaveUpForTheClosedTransport(Connection connection) {
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(connection.givenUp().why()).isEqualTo(Verdict.Reason.TRANSPORT_CLOSED);
    Parting parting = connection.closed().toCompletableFuture().getNow(null);
    assertThat(parting).isNotNull();
    assertThat(parting.ending())
        .isInstanceOfSatisfying(
            Ending.Unreachable.class,
            ending -> assertThat(ending.kind()).isEqualTo(Unreachability.TRANSPORT_CLOSED));
    assertThat(parting.explain()).contains("the transport had been closed by its owner");
  }

  @Test
  void anErrorInAFunctionIsAFailedAttemptAtOnce() {
    Connection connection =
        client()
            .endpointFrom(
                attempt -> {
                  throw new AssertionError("no such endpoint");
                })
            .connect();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.WAITING);
  }

  /** A transport that dials nothing any more. */
  private static final class Refusing implements Transport {
    @Override
    public String name() {
      return "refusing";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public Link dial(DialRequest request, LinkListener listener) {
      throw new TransportClosedException(name());
    }

    @Override
    public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
      throw new TransportClosedException(name());
    }

    @Override
    public void close() {}
  }
}
