package dev.hawser;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.Unreachability;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How a connection is closed and renewed by its user. */
class ConnectionCloseTest extends ConnectionRig {
  @Test
  void closesInEachState() {
    Connection idleOrQueued = client().connect();
    idleOrQueued.close();
    time.settle();
    assertThat(parting(idleOrQueued).ending()).isInstanceOf(Ending.Aborted.class);

    Connection connecting = client().connect();
    time.settle();
    assertThat(connecting.state()).isEqualTo(State.CONNECTING);
    connecting.close();
    time.settle();
    assertThat(connecting.state()).isEqualTo(State.TERMINATED);
    assertThat(transport.last().hasEnded()).isTrue();

    Connection preparing = client().prepare(s -> new CompletableFuture<>()).connect();
    time.settle();
    transport.last().accept();
    time.settle();
    assertThat(preparing.state()).isEqualTo(State.PREPARING);
    preparing.close(CloseReason.of(new CloseCode(4000), "enough"));
    time.settle();
    assertThat(transport.last().closeSent())
        .isEqualTo(CloseReason.of(new CloseCode(4000), "enough"));
    assertThat(preparing.state()).isEqualTo(State.TERMINATED);

    Connection waiting = client().connect();
    time.settle();
    transport.last().unreachable(Unreachability.CONNECTION_REFUSED);
    time.settle();
    assertThat(waiting.state()).isEqualTo(State.WAITING);
    int dials = transport.links().size();
    waiting.close();
    time.advance(ofSeconds(60));
    assertThat(waiting.state()).isEqualTo(State.TERMINATED);
    assertThat(transport.links()).hasSize(dials);
    assertThat(time.pending()).isZero();
  }

  @Test
  void closingAgainChangesNothing() {
    Connection connection = open(client());
    transport.last().holdClose(true);
    connection.close(CloseReason.of(new CloseCode(4001)));
    connection.close(CloseReason.of(new CloseCode(4002)));
    time.settle();
    transport.last().holdClose(false);
    time.settle();
    assertThat(parting(connection).code()).isEqualTo(new CloseCode(4001));
    connection.close(CloseReason.of(new CloseCode(4003)));
    time.settle();
    assertThat(parting(connection).code()).isEqualTo(new CloseCode(4001));
  }

  @Test
  void aSessionsCloseEndsItsConnection() {
    Connection connection = open(client());
    connection.session().close(CloseReason.of(new CloseCode(3000)));
    time.settle();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(parting(connection).ending().by()).isEqualTo(Initiator.USER);
    assertThat(transport.last().closeSent().code().value()).isEqualTo(3000);
  }

  @Test
  void aSessionsAbortEndsItsConnection() {
    Connection connection = open(client());
    connection.session().abort();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(parting(connection).ending()).isInstanceOf(Ending.Aborted.class);
  }

  @Test
  void refusesACloseThatAClientMayNotSend() {
    Connection connection = open(client());
    assertThatThrownBy(() -> connection.close(CloseReason.of(CloseCode.SERVICE_RESTART)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1012")
        .hasMessageContaining("3000-4999");
    assertThatThrownBy(() -> connection.session().close(CloseCode.ABNORMAL_CLOSURE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1006");
    connection.close(CloseReason.NONE);
    time.settle();
    assertThat(transport.last().closeSent()).isEqualTo(CloseReason.NONE);
  }

  @Test
  void renewsWithoutBackoffAndTellsTheOldSessionsEnd() {
    Connection connection =
        open(client().onEnd((s, parting) -> log.add("end " + s.number() + " " + parting.code())));
    transport.last().holdClose(true);
    connection.renew();
    time.settle();
    assertThat(transport.links()).hasSize(2);
    assertThat(transport.links().get(0).closeSent().code()).isEqualTo(CloseCode.GOING_AWAY);
    transport.last().accept();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.OPEN);
    transport.links().get(0).holdClose(false);
    time.settle();
    assertThat(log).contains("end 1 1001 Going Away");
    assertThat(connection.state()).isEqualTo(State.OPEN);
    assertThat(connection.session().number()).isEqualTo(2);
  }
}
