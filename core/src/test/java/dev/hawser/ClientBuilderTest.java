package dev.hawser;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.Ending;
import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientBuilderTest {
  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);

  @ParameterizedTest
  @CsvSource({
    "http://test, http",
    "test, has no scheme",
    "ws:///path, names no valid host",
    "ws://test:0/, 1-65535",
    "ws://test:70000/, 1-65535",
    "ws://test/#top, fragment",
    "ws://te st/, Illegal character in authority",
  })
  void refusesWhatIsNoWebSocketUrl(String url, String said) {
    assertThatThrownBy(() -> WebSockets.client().endpoint(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(url)
        .hasMessageContaining(said);
  }

  @Test
  void refusesNonsense() {
    ClientBuilder client = WebSockets.client();
    assertThatThrownBy(client::connect).hasMessageContaining("no endpoint was named");
    assertThatThrownBy(() -> client.endpoints(new URI[0])).hasMessageContaining("at least one");
    assertThatThrownBy(() -> client.subprotocols("a b")).hasMessageContaining("'a b'");
    assertThatThrownBy(() -> client.subprotocols("a", "a")).hasMessageContaining("twice");
    assertThatThrownBy(() -> client.header("a b", "c")).hasMessageContaining("token");
    assertThatThrownBy(() -> client.prepareWithin(Duration.ZERO)).hasMessageContaining("PT24H");
    assertThatThrownBy(() -> client.prepareWithin(Duration.ofDays(2)))
        .hasMessageContaining("PT48H");
  }

  @Test
  void isAValueThatChangesNothing() {
    ClientBuilder base = transport.client().endpoint("ws://one");
    ClientBuilder other = base.endpoint("ws://two").header("X", "1");
    base.connect();
    time.settle();
    assertThat(transport.last().request().uri()).isEqualTo(URI.create("ws://one"));
    assertThat(transport.last().request().headers().first("X")).isNull();
    other.connect();
    time.settle();
    assertThat(transport.last().request().uri()).isEqualTo(URI.create("ws://two"));
  }

  @Test
  void namesTheArtifactWhenNoTransportIsThere() {
    assertThatThrownBy(() -> WebSockets.client().endpoint("ws://test").connect())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hawser-transport-netty");
    assertThatThrownBy(() -> WebSockets.server().start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hawser-transport-netty");
  }

  private ClientBuilder client() {
    return transport
        .client()
        .endpoint("ws://one")
        .reconnect(Backoff.fullJitter(ofSeconds(1), ofSeconds(1)))
        .dice(() -> 0.0);
  }

  @Test
  void triesTheNextEndpointAfterAFailure() {
    client().endpoints("ws://one", "ws://two").connect();
    time.settle();
    transport.last().unreachable(Unreachability.CONNECTION_REFUSED);
    time.advance(ofSeconds(1));
    assertThat(transport.links())
        .extracting(link -> link.request().uri().getHost())
        .startsWith("one", "two");
  }

  @Test
  void asksItsFunctionsForEachAttempt() {
    List<Attempt> asked = new ArrayList<>();
    client()
        .endpointFrom(
            attempt -> {
              asked.add(attempt);
              return done(URI.create("wss://host/once-" + attempt.number()));
            })
        .header("A", "1")
        .headersFrom(attempt -> done(Headers.of("B", "" + attempt.number())))
        .connect();
    time.settle();
    transport.last().unreachable(Unreachability.CONNECTION_REFUSED);
    time.advance(ofSeconds(1));
    assertThat(asked).startsWith(new Attempt(0, 0), new Attempt(1, 0));
    var request = transport.links().get(1).request();
    assertThat(request.uri().getPath()).isEqualTo("/once-1");
    assertThat(request.headers().first("A")).isEqualTo("1");
    assertThat(request.headers().first("B")).isEqualTo("1");
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  private static final class Tokens implements Credentials {
    final List<String> calls = new ArrayList<>();
    int issued = 1;

    @Override
    public CompletionStage<String> authorization() {
      calls.add("ask");
      return done("Bearer " + issued);
    }

    @Override
    public void invalidate() {
      calls.add("invalidate");
      issued++;
    }
  }

  @Test
  void asksForCredentialsBeforeEachAttemptAndInvalidatesThemOnceAfterA401() {
    Tokens tokens = new Tokens();
    Connection connection = client().credentials(tokens).connect();
    time.settle();
    assertThat(transport.last().request().headers().first("Authorization")).isEqualTo("Bearer 1");
    transport.last().refuse(401);
    time.advance(ofSeconds(1));
    assertThat(tokens.calls).containsExactly("ask", "invalidate", "ask");
    assertThat(transport.last().request().headers().first("Authorization")).isEqualTo("Bearer 2");
    transport.last().refuse(401);
    time.advance(ofSeconds(1));
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(connection.givenUp().why()).isEqualTo(Verdict.Reason.FINAL_ENDING);
    assertThat(tokens.calls).hasSize(3);
  }

  @Test
  void a401IsFinalWithoutCredentialsAndWithAPolicyThatNeverReturns() {
    Connection without = client().connect();
    time.settle();
    transport.last().refuse(401);
    time.advance(ofSeconds(1));
    assertThat(without.givenUp().why()).isEqualTo(Verdict.Reason.FINAL_ENDING);
    Connection never =
        client().credentials(new Tokens()).reconnect(ReconnectPolicy.never()).connect();
    time.settle();
    transport.last().refuse(401);
    time.advance(ofSeconds(1));
    assertThat(never.givenUp().why()).isEqualTo(Verdict.Reason.NEVER);
  }

  private Ending.Unreachable endingOf(ClientBuilder builder) {
    List<Parting> partings = new ArrayList<>();
    builder
        .onState(
            change -> {
              if (change.parting() != null) {
                partings.add(change.parting());
              }
            })
        .connect();
    time.advance(ofSeconds(11));
    assertThat(transport.links()).isEmpty();
    Ending.Unreachable ending = (Ending.Unreachable) partings.get(0).ending();
    assertThat(ending.kind()).isEqualTo(Unreachability.NOT_PREPARED);
    return ending;
  }

  @Test
  void aFunctionThatFailsIsAFailedAttemptThatNamesTheCause() {
    assertThat(
            endingOf(
                    client()
                        .endpointFrom(
                            a -> CompletableFuture.failedFuture(new IllegalStateException("dry"))))
                .text())
        .contains("dry");
    assertThat(
            endingOf(
                    client()
                        .credentials(
                            () -> {
                              throw new IllegalStateException("no token");
                            }))
                .facts()
                .exception())
        .hasMessage("no token");
    assertThat(endingOf(client().endpointFrom(a -> done(URI.create("http://x")))).text())
        .contains("http");
  }

  @Test
  void aFunctionThatNeverAnswersIsAFailedAttemptAfterTheConnectTimeout() {
    assertThat(endingOf(client().headersFrom(a -> new CompletableFuture<>())).text())
        .contains("not there within 10 s");
  }

  @Test
  void anAnswerThatComesAfterTheEndDialsNothing() {
    CompletableFuture<URI> late = new CompletableFuture<>();
    Connection connection = client().endpointFrom(a -> late).connect();
    time.settle();
    connection.close();
    time.settle();
    late.complete(URI.create("ws://late"));
    time.settle();
    assertThat(transport.links()).isEmpty();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
  }
}
