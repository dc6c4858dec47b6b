package dev.hawser.examples;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.guice.HawserLifecycle;
import dev.hawser.guice.HawserModule;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.ReconnectPolicy;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks an echo server one question, with everything but the question injected. */
public final class GuiceWiring {
  private GuiceWiring() {}

  // snippet:guice-module
  /** What the program decides once, for all of its connections. */
  static final class WiringModule extends AbstractModule {
    @Override
    protected void configure() {
      install(HawserModule.transport("netty"));
      bind(Heartbeat.class).toInstance(Heartbeat.every(Duration.ofSeconds(15)));
      bind(ReconnectPolicy.class)
          .toInstance(Backoff.fullJitter(Duration.ofMillis(500), Duration.ofSeconds(30)));
      HawserModule.stateListeners(binder())
          .addBinding()
          .toInstance(change -> System.out.println(change.from() + " -> " + change.to()));
      HawserModule.endListeners(binder())
          .addBinding()
          .toInstance((session, parting) -> System.out.println(parting.explain()));
    }
  }

  // end

  // snippet:guice-feed
  /** Knows what to ask and whom; not by which transport, nor when to come back. */
  static final class Asker {
    private final ClientBuilder client;

    @Inject
    Asker(ClientBuilder client) {
      this.client = client;
    }

    String ask(String url, String question)
        throws InterruptedException, ExecutionException, TimeoutException {
      CompletableFuture<String> answer = new CompletableFuture<>();
      Connection feed =
          client.endpoint(url).onText((session, text) -> answer.complete(text)).connect();
      try {
        feed.sendText(question);
        return answer.get(10, TimeUnit.SECONDS);
      } finally {
        feed.close(CloseReason.of(CloseCode.NORMAL_CLOSURE)).toCompletableFuture().join();
      }
    }
  }

  // end

  /** Asks the server at the URL that is given. */
  public static void main(String[] args) throws Exception {
    String url = args.length > 0 ? args[0] : "ws://127.0.0.1:9001";
    // snippet:guice-main
    Injector injector = Guice.createInjector(new WiringModule());
    HawserLifecycle lifecycle = injector.getInstance(HawserLifecycle.class);
    try {
      System.out.println("answer: " + injector.getInstance(Asker.class).ask(url, "hello"));
    } finally {
      lifecycle.close();
    }
    // end
  }
}
