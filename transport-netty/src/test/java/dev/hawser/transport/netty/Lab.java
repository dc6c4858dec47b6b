package dev.hawser.transport.netty;

import dev.hawser.http.Headers;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.TransportContext;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A transport under test with time that stands still; closing it fails on a thread or a buffer that
 * was left behind.
 */
final class Lab implements AutoCloseable {
  final VirtualTime time = new VirtualTime();
  final ExecutorService executor = Executors.newCachedThreadPool();
  final NettyTransport transport =
      NettyTransport.create(
          new TransportContext(time, executor), NettyTransport.Options.DEFAULT.threads(2));

  Recorder dial(URI uri) {
    return dial(DialRequest.of(uri));
  }

  Recorder dial(DialRequest request) {
    Recorder recorder = new Recorder();
    transport.dial(request, recorder);
    return recorder;
  }

  Listening listen(Acceptor acceptor) {
    return listen(ListenRequest.of("127.0.0.1", 0), acceptor);
  }

  Listening listen(ListenRequest request, Acceptor acceptor) {
    try {
      return transport.listen(request, acceptor).toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Accepts everyone, with that listener. */
  static Acceptor accepting(LinkListener listener) {
    return request ->
        CompletableFuture.completedFuture(
            new Admission.Accept("", Headers.empty(), listener, LinkOptions.DEFAULT));
  }

  static void await(String what, BooleanSupplier condition) {
    long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > patience) {
        throw new AssertionError("in vain: " + what);
      }
      LockSupport.parkNanos(200_000);
    }
  }

  /** Moves time on until the condition holds: a deadline may be armed only now. */
  void advanceUntil(String what, BooleanSupplier condition) {
    await(
        what,
        () -> {
          time.advance(Duration.ofMillis(100));
          return condition.getAsBoolean();
        });
  }

  static long loops() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("hawser-netty-"))
        .count();
  }

  @Override
  public void close() {
    transport.close();
    executor.shutdownNow();
    await("the event loops end", () -> loops() == 0);
    List<String> leaks = Leaks.seen();
    if (!leaks.isEmpty()) {
      throw new AssertionError("leaked: " + leaks);
    }
  }
}
