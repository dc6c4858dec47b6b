package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hawser.close.Unreachability;
import dev.hawser.proxy.Proxy;
import dev.hawser.proxy.ProxyChoice;
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
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ClientProxyTest {
  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);

  private Proxy dialled(Function<ClientBuilder, ClientBuilder> settings) {
    settings.apply(transport.client().endpoint("wss://a.test/")).connect();
    time.settle();
    return transport.last().request().proxy();
  }

  @Test
  void noProxyIsTheDefault() {
    assertThat(dialled(client -> client)).isNull();
  }

  @Test
  void theProxyGoesWithTheRequest() {
    assertThat(dialled(client -> client.proxy("http://jo:secret@proxy.example:3128")))
        .isEqualTo(Proxy.of("http://jo:secret@proxy.example:3128"));
    Proxy socks = Proxy.of("socks5://proxy.example");
    assertThat(dialled(client -> client.proxy(socks))).isSameAs(socks);
    assertThat(dialled(client -> client.proxy(socks).proxy(ProxyChoice.NONE))).isNull();
  }

  @Test
  void aChoiceIsAskedForEachAttemptsUrl() {
    Proxy one = Proxy.of("http://one");
    Function<ClientBuilder, ClientBuilder> choosing =
        client -> client.proxy((URI target) -> target.getHost().equals("a.test") ? one : null);
    assertThat(dialled(choosing)).isSameAs(one);
    assertThat(dialled(client -> choosing.apply(client).endpoint("wss://b.test/"))).isNull();
  }

  @Test
  void aChoiceThatThrowsIsAFailedAttempt() {
    Connection connection =
        transport
            .client()
            .endpoint("wss://a.test/")
            .reconnect(dev.hawser.reconnect.ReconnectPolicy.never())
            .proxy(
                (URI target) -> {
                  throw new IllegalStateException("no file");
                })
            .connect();
    time.settle();
    Parting parting = connection.closed().toCompletableFuture().getNow(null);
    assertThat(((dev.hawser.close.Ending.Unreachable) parting.ending()).kind())
        .isEqualTo(Unreachability.NOT_PREPARED);
  }

  @Test
  void aProxyThatWantsALoginIsNotAskedAgain() {
    transport.onDial(link -> link.unreachable(Unreachability.PROXY_AUTHENTICATION));
    Connection connection =
        transport.client().endpoint("wss://a.test/").proxy("http://proxy.example").connect();
    time.settle();
    assertThat(connection.closed().toCompletableFuture()).isDone();
    time.advance(Duration.ofHours(1));
    assertThat(transport.links()).hasSize(1);
  }

  @Test
  void whatIsNoProxyIsRefusedWithoutItsLogin() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebSockets.client().proxy("ftp://jo:s3cret@proxy.example"))
        .withMessageContaining("***@proxy.example")
        .withMessageContaining("allowed are http, socks5 and socks5h");
  }

  @Test
  void aTransportThatCannotIsRefusedWhereOneConnects() {
    ClientBuilder client =
        WebSockets.client(new Direct(transport)).endpoint("wss://a.test/").keepAlive(false);
    assertThatIllegalStateException()
        .isThrownBy(() -> client.proxy("http://proxy.example").connect())
        .withMessage("the transport 'direct' dials through no proxy");
    assertThat(transport.links()).isEmpty();
  }

  /** Dials through no proxy. */
  private record Direct(Transport beneath) implements Transport {
    @Override
    public String name() {
      return "direct";
    }

    @Override
    public Set<Capability> capabilities() {
      Set<Capability> able = EnumSet.copyOf(beneath.capabilities());
      able.remove(Capability.PROXY);
      return able;
    }

    @Override
    public Link dial(DialRequest request, LinkListener listener) {
      return beneath.dial(request, listener);
    }

    @Override
    public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
      return beneath.listen(request, acceptor);
    }

    @Override
    public void close() {
      beneath.close();
    }
  }
}
