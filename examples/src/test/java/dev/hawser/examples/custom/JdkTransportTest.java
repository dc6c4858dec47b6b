package dev.hawser.examples.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Connection;
import dev.hawser.Parting;
import dev.hawser.Server;
import dev.hawser.WebSockets;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Unreachability;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.Tls;
import dev.hawser.transport.TransportContext;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the kit does not ask: the way in by name, and what goes out in place of a refused code. */
class JdkTransportTest {
  @Test
  void isFoundByItsNameAndTalks() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<Parting> parting = new CompletableFuture<>();
    try (Server server = echo(parting);
        Connection feed =
            WebSockets.client()
                .transport("jdk")
                .endpoint(server.uri())
                .onText((session, text) -> answer.complete(text))
                .connect()) {
      feed.sendText("hello");
      assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("hello");
      feed.close(CloseReason.of(CloseCode.of(4000), "enough"));
      assertThat(parting.get(60, TimeUnit.SECONDS).ending().text()).isEqualTo("enough");
    }
  }

  @Test
  void sendsPolicyViolationForACodeTheRuntimeRefusesAndSaysSo() throws Exception {
    CompletableFuture<Parting> parting = new CompletableFuture<>();
    CloseReason wanted = CloseReason.of(CloseCode.MESSAGE_TOO_BIG, "too much");
    try (Server server = echo(parting)) {
      Ending ending = end(DialRequest.of(server.uri()), link -> link.close(wanted));
      CloseReason sent = CloseReason.of(CloseCode.POLICY_VIOLATION, "too much");
      assertThat(ending.facts().frames().sent()).isEqualTo(sent);
      assertThat(parting.get(60, TimeUnit.SECONDS).ending().facts().frames().received())
          .isEqualTo(sent);
    }
  }

  @Test
  void refusesWhatTheRuntimeCannotDo() throws Exception {
    DialRequest unverified =
        DialRequest.of(URI.create("wss://127.0.0.1:1/")).with(Tls.DEFAULT.verifyHost(false));
    Ending ending = end(unverified, link -> {});
    assertThat(ending).isInstanceOf(Ending.Unreachable.class);
    assertThat(((Ending.Unreachable) ending).kind()).isEqualTo(Unreachability.NOT_PREPARED);
    assertThat(ending.text()).isEqualTo("java.net.http always verifies the host name");
  }

  private static Server echo(CompletableFuture<Parting> parting) {
    return WebSockets.server()
        .transport("netty")
        .onText((session, text) -> session.sendText(text))
        .onEnd((session, end) -> parting.complete(end))
        .start();
  }

  private static Ending end(DialRequest request, Consumer<Link> once) throws Exception {
    CompletableFuture<Ending> ended = new CompletableFuture<>();
    LinkListener listener =
        new LinkListener() {
          @Override
          public void onOpen(Link link, HandshakeInfo info) {
            once.accept(link);
          }

          @Override
          public void onEnd(Ending ending) {
            ended.complete(ending);
          }
        };
    ExecutorService threads = Executors.newCachedThreadPool();
    try (JdkTransport transport =
        new JdkTransport(new TransportContext(new VirtualTime(), threads))) {
      transport.dial(request, listener);
      return ended.get(60, TimeUnit.SECONDS);
    } finally {
      threads.shutdown();
    }
  }
}
