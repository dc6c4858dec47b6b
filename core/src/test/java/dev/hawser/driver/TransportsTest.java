package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransportsTest {
  private final VirtualTime time = new VirtualTime();
  private final TransportContext context = new TransportContext(time, Runnable::run);
  private final List<ScriptedTransport> made = new ArrayList<>();

  private TransportProvider provider(String name) {
    return new TransportProvider() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Transport create(TransportContext lent) {
        assertThat(lent).isEqualTo(context);
        ScriptedTransport transport = new ScriptedTransport(time);
        made.add(transport);
        return transport;
      }
    };
  }

  @Test
  void withoutAnyItNamesAnArtifactAndTheOtherWay() {
    assertThatThrownBy(() -> new Transports(List.of()).lease(null, context))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dev.hawser:hawser-transport-netty")
        .hasMessageContaining("WebSockets.client(transport)");
  }

  @Test
  void withTwoItNamesBothAndHowToChoose() {
    Transports both = new Transports(List.of(provider("vertx"), provider("netty")));
    assertThatThrownBy(() -> both.lease(null, context))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("netty (hawser-transport-netty), vertx (hawser-transport-vertx)")
        .hasMessageContaining(".transport(\"netty\")");
    assertThat(both.lease("vertx", context).transport()).isSameAs(made.get(0));
  }

  @Test
  void aNameThatIsNotThereIsAnError() {
    Transports one = new Transports(List.of(provider("netty")));
    assertThatThrownBy(() -> one.lease("tyrus", context))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'tyrus'")
        .hasMessageContaining("netty (hawser-transport-netty)");
  }

  @Test
  void isSharedByItsUsersAndClosedWithTheLast() {
    Transports one = new Transports(List.of(provider("netty")));
    Transports.Lease first = one.lease(null, context);
    Transports.Lease second = one.lease("netty", context);
    assertThat(second.transport()).isSameAs(first.transport());
    first.release();
    Transport before = first.transport();
    assertThat(one.lease(null, context).transport()).isSameAs(before);
    second.release();
    one.lease(null, context).release();
    assertThat(made).hasSize(1);
  }

  @Test
  void startsAfreshAfterTheLastUser() {
    Transports one = new Transports(List.of(provider("netty")));
    one.lease(null, context).release();
    one.lease(null, context);
    assertThat(made).hasSize(2);
  }

  @Test
  void findsNothingWhereTheClassPathOffersNothing() {
    assertThatThrownBy(() -> Transports.shared().lease(null, context))
        .hasMessageContaining("no transport is on the class path");
  }
}
