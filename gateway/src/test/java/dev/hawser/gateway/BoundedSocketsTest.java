package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import dev.hawser.http.Headers;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Limits;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.SocketBuffers;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.WriteResult;
import dev.hawser.transport.netty.NettyTransport;
import dev.hawser.transport.tyrus.TyrusTransport;
import dev.hawser.transport.vertx.VertxTransport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the operating system keeps for a peer that does not read, on every runtime. */
class BoundedSocketsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PIECE = 64 * 1024;
  private static final int TURNS = 50;

  /** Some 4 MB are kept where nobody says otherwise, on Linux. */
  private static final long MOST = 1_000_000;

  private static final LinkOptions SMALL =
      LinkOptions.DEFAULT
          .with(SocketBuffers.of(32 * 1024))
          .with(Limits.DEFAULT.maxMessage(64 << 20));

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong written = new AtomicLong();
  private final AtomicInteger heard = new AtomicInteger();
  private final CompletableFuture<Link> opened = new CompletableFuture<>();
  private final RawServer server = RawServer.plain(PATIENCE);
  private Transport transport;

  enum Runtime {
    NETTY(NettyTransport::create),
    VERTX(VertxTransport::create),
    TYRUS(TyrusTransport::create);

    private final Function<TransportContext, Transport> made;

    Runtime(Function<TransportContext, Transport> made) {
      this.made = made;
    }
  }

  private final class Listener implements LinkListener {
    @Override
    public void onOpen(Link link, HandshakeInfo info) {
      link.request(Long.MAX_VALUE);
      opened.complete(link);
    }

    @Override
    public void onText(String message) {
      heard.incrementAndGet();
    }

    @Override
    public void onEnd(Ending ending) {
      opened.completeExceptionally(new AssertionError(ending.toString()));
    }
  }

  @AfterEach
  void close() {
    transport.close();
    server.close();
    threads.shutdownNow();
  }

  private void start(Runtime runtime) {
    transport = runtime.made.apply(new TransportContext(WheelTimers.shared(), threads));
  }

  /**
   * Writes until nothing more goes out: while what the peer says is heard on the same link, message
   * by message, no more is written.
   */
  private long kept(RawPeer peer) throws Exception {
    Link link = opened.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    for (int i = 0; i < 128; i++) {
      link.sendBinary(
          ByteBuffer.allocate(PIECE),
          result -> written.addAndGet(result == WriteResult.WRITTEN ? PIECE : 0));
    }
    long last = -1;
    while (written.get() != last) {
      last = written.get();
      for (int turn = 0; turn < TURNS; turn++) {
        int before = heard.get();
        peer.sendText("on we go");
        await(() -> heard.get() > before);
      }
    }
    return last;
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("waited for what the peer said").isNegative();
      LockSupport.parkNanos(100_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatWasMadeKeepsNoMore(Runtime runtime) throws Exception {
    start(runtime);
    var unused = transport.dial(DialRequest.of(server.uri("/")).with(SMALL), new Listener());
    try (RawPeer peer = server.acceptUpgraded()) {
      assertThat(kept(peer)).isBetween(1L, MOST);
      assertThat(peer.readFrame().payload()).hasSize(PIECE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatWasAcceptedKeepsNoMore(Runtime runtime) throws Exception {
    start(runtime);
    Acceptor all =
        request ->
            CompletableFuture.completedFuture(
                new Admission.Accept("", Headers.empty(), new Listener(), SMALL));
    Listening listening =
        transport
            .listen(ListenRequest.of("127.0.0.1", 0).with(SMALL), all)
            .toCompletableFuture()
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    try (RawPeer peer = RawPeer.connect(listening.address(), PATIENCE)) {
      peer.send(RawBytes.upgradeRequest("/"));
      assertThat(kept(peer)).isBetween(1L, MOST);
      assertThat(peer.readHead()).startsWith("HTTP/1.1 101 ");
    }
  }
}
