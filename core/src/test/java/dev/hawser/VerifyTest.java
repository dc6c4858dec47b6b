package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.Fault;
import dev.hawser.close.Unreachability;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a user says of the network, and asks of it. */
class VerifyTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);

  private Connection connect() {
    Connection connection = transport.client().endpoint("ws://test").connect();
    time.settle();
    return connection;
  }

  private Connection open() {
    Connection connection = connect();
    transport.last().accept();
    time.settle();
    return connection;
  }

  @Test
  void aPeerThatAnswersIsVerifiedAndWhatWasSentIsConfirmed() {
    Connection connection = open();
    connection.sendText("one");
    time.settle();
    CompletableFuture<Boolean> verified = connection.verify(SOON).toCompletableFuture();
    assertThat(verified).isNotDone();
    time.settle();
    assertThat(verified).isCompletedWithValue(true);
    assertThat(transport.last().probedWithin()).containsExactly(SOON);
    assertThat(connection.session().inDoubt()).isZero();
  }

  @Test
  void aPeerThatIsGoneIsNot() {
    Connection connection = open();
    transport.last().holdPongs(true);
    CompletableFuture<Boolean> verified = connection.verify(SOON).toCompletableFuture();
    time.settle();
    assertThat(verified).isNotDone();
    transport.last().fault(Fault.HEARTBEAT_TIMEOUT);
    time.settle();
    assertThat(verified).isCompletedWithValue(false);
    assertThat(connection.state()).isEqualTo(State.WAITING);
  }

  @Test
  void withoutAnOpenSessionNothingIsVerified() {
    Connection connection = connect();
    assertThat(connection.verify(SOON).toCompletableFuture()).isCompletedWithValue(false);
    transport.last().accept();
    time.settle();
    transport.last().drop();
    time.settle();
    assertThat(connection.verify(SOON).toCompletableFuture()).isCompletedWithValue(false);
    connection.close();
    time.settle();
    assertThat(connection.verify(SOON).toCompletableFuture()).isCompletedWithValue(false);
  }

  @Test
  void refusesATimeThatIsNone() {
    Connection connection = open();
    assertThatThrownBy(() -> connection.verify(Duration.ofMillis(9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("verify within PT0.009S is not in PT0.01S-PT24H");
    assertThatThrownBy(() -> connection.verify(Duration.ofDays(1).plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aChangedNetworkGivesAnOpenSessionThreeSeconds() {
    Connection connection = open();
    connection.networkChanged();
    time.settle();
    assertThat(transport.last().probedWithin()).containsExactly(Duration.ofSeconds(3));
    assertThat(connection.state()).isEqualTo(State.OPEN);
  }

  @Test
  void aChangedNetworkGivesASessionThatIsPreparedThreeSecondsToo() {
    Connection connection =
        transport
            .client()
            .endpoint("ws://test")
            .prepare(session -> new CompletableFuture<>())
            .connect();
    time.settle();
    transport.last().accept();
    time.settle();
    connection.networkChanged();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.PREPARING);
    assertThat(transport.last().probedWithin()).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void aChangedNetworkBeginsADialAnewAndCutsAWaitShort() {
    Connection connection = connect();
    ScriptedLink first = transport.last();
    assertThat(connection.state()).isEqualTo(State.CONNECTING);
    connection.networkChanged();
    time.settle();
    assertThat(first.hasEnded()).isTrue();
    assertThat(transport.links()).hasSize(2);
    assertThat(connection.state()).isEqualTo(State.CONNECTING);
    transport.last().unreachable(Unreachability.CONNECTION_REFUSED);
    time.settle();
    assertThat(connection.state()).isEqualTo(State.WAITING);
    connection.networkChanged();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.CONNECTING);
    assertThat(transport.links()).hasSize(3);
  }

  @Test
  void aChangedNetworkIsNothingToAConnectionThatIsOver() {
    Connection connection = open();
    connection.close();
    time.settle();
    connection.networkChanged();
    connection.wake();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(transport.links()).hasSize(1);
  }
}
