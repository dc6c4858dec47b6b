package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.http.Headers;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Admission;
import dev.hawser.transport.UpgradeRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An executor of the user's that was shut down costs no outcome and no end. */
class RefusingExecutorTest {
  private static final Executor REFUSES =
      task -> {
        throw new RejectedExecutionException("shut down");
      };

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<String> threads = new CopyOnWriteArrayList<>();

  private static <T> T soon(java.util.concurrent.CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private void noteThread() {
    threads.add(Thread.currentThread().getName());
  }

  @Test
  void aClientGoesOnWithThePoolAndTellsEveryOutcomeAndItsEnd() throws Exception {
    CompletableFuture<Void> waiting = new CompletableFuture<>();
    CompletableFuture<Void> dialled = new CompletableFuture<>();
    transport.onDial(
        link -> {
          noteThread();
          dialled.complete(null);
        });
    Connection connection =
        WebSockets.client(transport)
            .timers(time)
            .executor(REFUSES)
            .keepAlive(false)
            .endpoint("ws://test")
            .reconnect(ReconnectPolicy.never())
            .onState(
                change -> {
                  noteThread();
                  if (change.to() == State.CONNECTING) {
                    waiting.complete(null);
                  }
                })
            .connect();
    var outcome = connection.sendText("hello");
    soon(waiting);
    soon(dialled);
    connection.close();
    CompletableFuture<Parting> closed = connection.closed().toCompletableFuture();
    while (!closed.isDone()) {
      time.settle();
      Thread.onSpinWait();
    }
    assertThat(soon(outcome))
        .isEqualTo(new Outcome.Dropped(Outcome.Dropped.Reason.CONNECTION_ENDED));
    assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("hawser-"));
  }

  @Test
  void callbacksGoOnThePoolToo() throws Exception {
    CompletableFuture<String> text = new CompletableFuture<>();
    transport.onDial(
        link -> {
          link.accept();
          link.text("hello");
        });
    Connection connection =
        transport
            .client()
            .endpoint("ws://test")
            .callbacksOn(REFUSES)
            .onText((session, message) -> text.complete(Thread.currentThread().getName()))
            .connect();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!text.isDone() && System.nanoTime() - until < 0) {
      time.settle();
      Thread.onSpinWait();
    }
    assertThat(soon(text)).startsWith("hawser-");
    connection.close();
    while (!connection.closed().toCompletableFuture().isDone()) {
      time.settle();
      Thread.onSpinWait();
    }
  }

  @Test
  void aServerDecidesAndIsClosed() throws Exception {
    Server server =
        WebSockets.server(transport)
            .timers(time)
            .executor(REFUSES)
            .keepAlive(false)
            .accept(
                request -> {
                  noteThread();
                  return Refuse.status(503);
                })
            .start();
    UpgradeRequest request =
        new UpgradeRequest(
            "/", Headers.of("Host", "example.org"), List.of(), "192.0.2.7:4711", false);
    assertThat(soon(transport.knock(request)).admission()).isInstanceOf(Admission.Refuse.class);
    assertThat(threads).allMatch(name -> name.startsWith("hawser-"));
    soon(server.close(dev.hawser.close.CloseReason.of(CloseCode.GOING_AWAY)));
  }
}
