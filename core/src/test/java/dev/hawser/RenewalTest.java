package dev.hawser;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RenewalTest {
  /** More than may dial at a time. */
  private static final int OFTEN = 100;

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final Connection connection = transport.client().endpoint("ws://test").connect();

  static Stream<Consumer<Connection>> renewals() {
    return Stream.of(Connection::renew, Connection::networkChanged);
  }

  @ParameterizedTest
  @MethodSource("renewals")
  void aDialThatIsRenewedGivesItsPlaceInTheGateBack(Consumer<Connection> renewal) {
    time.settle();
    for (int i = 1; i <= OFTEN; i++) {
      assertThat(connection.state()).isEqualTo(State.CONNECTING);
      assertThat(transport.links()).hasSize(i);
      renewal.accept(connection);
      time.advance(ofSeconds(1));
    }
    transport.last().accept();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.OPEN);
  }

  @Test
  void aSessionThatIsRenewedGivesItsPlaceInTheGateBack() {
    for (int i = 1; i <= OFTEN; i++) {
      time.settle();
      transport.last().accept();
      time.settle();
      assertThat(connection.state()).isEqualTo(State.OPEN);
      connection.renew();
      time.advance(ofSeconds(1));
    }
    assertThat(transport.links()).hasSize(OFTEN + 1);
  }
}
