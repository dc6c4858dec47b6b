package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.http.Headers;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import dev.hawser.transport.UpgradeRequest;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerCloseTest {
  private final Doorway doorway = new Doorway();

  /** A transport that only lets the test knock. */
  private static final class Doorway implements Transport {
    @Nullable Acceptor acceptor;
    boolean broken;

    @Override
    public String name() {
      return "doorway";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.SERVER);
    }

    @Override
    public Link dial(DialRequest request, LinkListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Listening> listen(ListenRequest request, Acceptor decides) {
      if (broken) {
        throw new IllegalStateException("this transport is closed");
      }
      acceptor = decides;
      return CompletableFuture.completedFuture(
          new Listening() {
            @Override
            public InetSocketAddress address() {
              return new InetSocketAddress("127.0.0.1", 4711);
            }

            @Override
            public void close() {}
          });
    }

    @Override
    public void close() {}

    Admission knock() throws Exception {
      UpgradeRequest request =
          new UpgradeRequest(
              "/", Headers.of("Host", "example.org"), List.of(), "192.0.2.7:4711", false);
      return acceptor.decide(request).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void anAcceptanceThatCameTooLateForItsSocketDoesNotKeepTheServerFromBeingClosed()
      throws Exception {
    Server server = WebSockets.server(doorway).keepAlive(false).start();
    // The socket was gone when the decision came: the link never opens and never ends.
    assertThat(doorway.knock()).isInstanceOf(Admission.Accept.class);
    server.close();
    server.closed().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void aServerThatCannotStartHoldsNothing() {
    doorway.broken = true;
    assertThatThrownBy(() -> WebSockets.server(doorway).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (held() && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(held()).isFalse();
  }

  private static boolean held() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("hawser-keep-alive"));
  }
}
