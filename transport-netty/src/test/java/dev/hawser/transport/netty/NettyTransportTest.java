package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Completion;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Tls;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportClosedException;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;
import dev.hawser.transport.WriteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // Peers are closed by what they are, not by what is done with them.
class NettyTransportTest {
  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  /** Sends back what comes. */
  private static final class Echo extends Recorder {
    private volatile Link link;

    @Override
    public void onOpen(Link opened, dev.hawser.transport.HandshakeInfo handshake) {
      link = opened;
      super.onOpen(opened, handshake);
    }

    @Override
    public void onText(String message) {
      link.sendText(message, Completion.IGNORED);
    }

    @Override
    public void onBinary(ByteBuffer message) {
      link.sendBinary(message, Completion.IGNORED);
    }
  }

  private URI uri(Listening listening, String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + listening.address().getPort() + "/");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void talksToItself(boolean secure) {
    Echo echo = new Echo();
    ListenRequest where = ListenRequest.of("127.0.0.1", 0);
    Listening listening =
        lab.listen(secure ? where.with(TestTls.LOOPBACK.server()) : where, Lab.accepting(echo));
    Tls tls = secure ? TestTls.LOOPBACK.client() : Tls.DEFAULT;
    Recorder recorder = lab.dial(DialRequest.of(uri(listening, secure ? "wss" : "ws")).with(tls));
    Link link = recorder.link();
    link.sendText("grüße", Completion.IGNORED);
    assertThat(recorder.text()).isEqualTo("grüße");
    byte[] mebibyte = new byte[1 << 20];
    new java.util.Random(3).nextBytes(mebibyte);
    link.sendBinary(ByteBuffer.wrap(mebibyte), Completion.IGNORED);
    assertThat(recorder.binary()).isEqualTo(mebibyte);
    for (int i = 0; i < 2_000; i++) {
      link.sendText("n" + i, Completion.IGNORED);
    }
    for (int i = 0; i < 2_000; i++) {
      assertThat(recorder.text()).isEqualTo("n" + i);
    }
    link.close(CloseReason.of(CloseCode.of(4711), "done"));
    assertThat(recorder.ending()).isInstanceOf(Ending.Closed.class);
    assertThat(((Ending.Closed) recorder.ending()).clean()).isTrue();
    assertThat(echo.ending().code()).isEqualTo(CloseCode.of(4711));
    assertThat(((Ending.Closed) echo.ending()).clean()).isTrue();
  }

  @Test
  void leavesNothingBehindAfterFiftyDialsEachMadeInTheEndOfTheLast() throws Exception {
    Listening listening = lab.listen(request -> Lab.accepting(new Echo()).decide(request));
    URI uri = uri(listening, "ws");
    long sockets = sockets();
    CompletableFuture<List<Ending>> all = new CompletableFuture<>();
    List<Ending> endings = new ArrayList<>();
    new Object() {
      void next() {
        lab.transport.dial(
            DialRequest.of(uri),
            new Recorder() {
              @Override
              public void onOpen(Link link, dev.hawser.transport.HandshakeInfo info) {
                link.close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
              }

              @Override
              public void onEnd(Ending ending) {
                endings.add(ending);
                if (endings.size() == 50) {
                  all.complete(endings);
                } else {
                  next();
                }
              }
            });
      }
    }.next();
    assertThat(all.get(60, TimeUnit.SECONDS))
        .allMatch(ending -> ending.code().equals(CloseCode.NORMAL_CLOSURE));
    Lab.await("the sockets are closed", () -> sockets() <= sockets);
    assertThat(Lab.loops()).isLessThanOrEqualTo(2);
    Lab.await("no deadline is left", () -> lab.time.pending() == 0);
  }

  private static long sockets() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(
              file -> {
                try {
                  return Files.readSymbolicLink(file).toString().startsWith("socket:");
                } catch (IOException gone) {
                  return false;
                }
              })
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void endsEveryLinkOnClose() throws Exception {
    Recorder accepted = new Recorder();
    Listening listening = lab.listen(Lab.accepting(accepted));
    try (RawPeer client = RawPeer.upgraded(listening.address().getPort());
        RawServer server = RawServer.plain()) {
      Recorder dialled = lab.dial(server.uri("/"));
      try (RawPeer peer = server.acceptUpgraded()) {
        assertThat(dialled.link()).isNotNull();
        assertThat(accepted.link()).isNotNull();
        lab.transport.close();
        assertThat(dialled.ending()).isInstanceOf(Ending.Aborted.class);
        assertThat(accepted.ending()).isInstanceOf(Ending.Aborted.class);
        assertThat(peer.awaitEnd()).isEqualTo("RST");
        assertThat(client.awaitEnd()).isEqualTo("RST");
        // The loops have stopped, and still nobody is left without an answer.
        CompletableFuture<WriteResult> late = new CompletableFuture<>();
        dialled.link().sendText("late", late::complete);
        assertThat(late.get(60, TimeUnit.SECONDS)).isEqualTo(WriteResult.NOT_WRITTEN);
      }
    }
    assertThatThrownBy(() -> RawPeer.connect(listening.address().getPort()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> lab.transport.listen(ListenRequest.of("127.0.0.1", 0), r -> null))
        .isInstanceOf(TransportClosedException.class)
        .hasMessage("this netty transport is closed");
  }

  @Test
  void canBeClosedFromALinksOwnThread() throws Exception {
    try (RawServer server = RawServer.plain()) {
      Recorder closing =
          new Recorder() {
            @Override
            public void onText(String message) {
              lab.transport.close();
            }
          };
      lab.transport.dial(DialRequest.of(server.uri("/")), closing);
      try (RawPeer peer = server.acceptUpgraded()) {
        peer.sendText("close");
        assertThat(closing.ending()).isInstanceOf(Ending.Aborted.class);
      }
    }
  }

  @Test
  void holdsFiveHundredIdleLinksOnItsFewThreads() throws Exception {
    Listening listening = lab.listen(request -> Lab.accepting(new Recorder()).decide(request));
    List<Recorder> recorders = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      recorders.add(lab.dial(uri(listening, "ws")));
    }
    for (Recorder recorder : recorders) {
      assertThat(recorder.link()).isNotNull();
    }
    assertThat(Lab.loops()).isEqualTo(2);
  }

  @Test
  void namesItselfAndOffersEverything() {
    assertThat(lab.transport.name()).isEqualTo("netty");
    assertThat(lab.transport.capabilities()).containsExactlyInAnyOrder(Capability.values());
  }

  @Test
  void refusesAnAbsurdNumberOfThreads() {
    assertThatThrownBy(() -> new NettyTransport.Options(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> new NettyTransport.Options(1025)).hasMessageContaining("1025");
  }

  @Test
  void isFoundAsAService() {
    TransportProvider provider =
        ServiceLoader.load(TransportProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("netty"))
            .findFirst()
            .orElseThrow();
    try (Transport transport = provider.create(new TransportContext(lab.time, lab.executor))) {
      assertThat(transport.name()).isEqualTo("netty");
    }
  }
}
