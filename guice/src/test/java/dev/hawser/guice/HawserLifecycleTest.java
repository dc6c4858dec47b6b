package dev.hawser.guice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.hawser.ClientBuilder;
import dev.hawser.ServerBuilder;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HawserLifecycleTest {
  private final FakeProvider provider = new FakeProvider();

  @Test
  void startsTheTransportForItsFirstUserAndOnlyOnce() {
    Injector injector = Guice.createInjector(HawserModule.transport(provider));
    assertThat(provider.made).isEmpty();

    injector.getInstance(ClientBuilder.class);
    injector.getInstance(ServerBuilder.class);
    assertThat(provider.made).hasSize(1);
  }

  @Test
  void lendsTheTransportTheContextThatIsBound() {
    VirtualTime time = new VirtualTime();
    TransportContext context = new TransportContext(time, time.executor());
    Guice.createInjector(
            HawserModule.transport(provider),
            binder -> binder.bind(TransportContext.class).toInstance(context))
        .getInstance(Transport.class);

    assertThat(provider.contexts).containsExactly(context);
  }

  @Test
  void lendsTheTransportTheProcessesTimersAndDaemonsOtherwise() throws Exception {
    Guice.createInjector(HawserModule.transport(provider)).getInstance(Transport.class);

    TransportContext context = provider.contexts.get(0);
    assertThat(context.timers()).isSameAs(WheelTimers.shared());
    CompletableFuture<Thread> worker = new CompletableFuture<>();
    CompletableFuture<Void> leave = new CompletableFuture<>();
    context
        .executor()
        .execute(
            () -> {
              worker.complete(Thread.currentThread());
              leave.join();
            });
    // A second task does not wait for the first.
    CompletableFuture<Thread> second = new CompletableFuture<>();
    context.executor().execute(() -> second.complete(Thread.currentThread()));
    assertThat(second.get(60, TimeUnit.SECONDS)).isNotSameAs(worker.get(10, TimeUnit.SECONDS));
    leave.complete(null);
    assertThat(worker.get().isDaemon()).isTrue();
    assertThat(worker.get().getName()).startsWith("hawser-guice-");
  }

  @Test
  void closesTheTransportItStarted() {
    Injector injector = Guice.createInjector(HawserModule.transport(provider));
    ScriptedLink link = dialled(injector);
    HawserLifecycle lifecycle = injector.getInstance(HawserLifecycle.class);

    lifecycle.close();
    lifecycle.close();
    provider.time.settle();

    assertThat(link.hasEnded()).isTrue();
    assertThatThrownBy(() -> injector.getInstance(ClientBuilder.class))
        .hasMessageContaining("the transport was closed by its HawserLifecycle");
  }

  @Test
  void startsNothingInOrderToCloseIt() {
    Injector injector = Guice.createInjector(HawserModule.transport(provider));

    injector.getInstance(HawserLifecycle.class).close();

    assertThat(provider.made).isEmpty();
    assertThatThrownBy(() -> injector.getInstance(Transport.class))
        .hasMessageContaining("the transport was closed by its HawserLifecycle");
  }

  @Test
  void leavesATransportThatWasGivenToItsOwner() {
    ScriptedTransport given = new ScriptedTransport(provider.time);
    Injector injector = Guice.createInjector(HawserModule.over(given));
    injector.getInstance(Transport.class);

    injector.getInstance(HawserLifecycle.class).close();

    given.client().endpoint("ws://test").connect();
    provider.time.settle();
    given.last().accept();
    provider.time.settle();
    assertThat(given.last().hasEnded()).isFalse();
  }

  private ScriptedLink dialled(Injector injector) {
    injector
        .getInstance(ClientBuilder.class)
        .timers(provider.time)
        .executor(provider.time.executor())
        .keepAlive(false)
        .endpoint("ws://test")
        .connect();
    provider.time.settle();
    ScriptedLink link = provider.made.get(0).last();
    link.accept();
    provider.time.settle();
    assertThat(link.hasEnded()).isFalse();
    return link;
  }
}
