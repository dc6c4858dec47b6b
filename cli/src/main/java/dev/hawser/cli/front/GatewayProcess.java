package dev.hawser.cli.front;

import dev.hawser.gateway.Counters;
import dev.hawser.gateway.Gateway;
import dev.hawser.gateway.GatewayOptions;
import dev.hawser.gateway.Transports;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A gateway with a transport of its own. Thread-safe. */
public final class GatewayProcess implements AutoCloseable {
  private final Transport transport;
  private final ExecutorService threads;
  private final Gateway gateway;

  private GatewayProcess(Transport transport, ExecutorService threads, Gateway gateway) {
    this.transport = transport;
    this.threads = threads;
    this.gateway = gateway;
  }

  /**
   * Starts one.
   *
   * @param runtime the transport's name
   * @param at where to listen
   * @param lines where lines of the log go
   */
  public static GatewayProcess start(
      String runtime, InetSocketAddress at, GatewayOptions options, Consumer<String> lines)
      throws IOException {
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "hawser-gateway");
              thread.setDaemon(true);
              return thread;
            });
    Transport transport = transport(runtime, threads);
    ListenRequest where = ListenRequest.of(at.getHostString(), at.getPort());
    try {
      Transports both = Transports.both(transport);
      Gateway gateway = Gateway.start(options, where, both, lines).toCompletableFuture().get();
      return new GatewayProcess(transport, threads, gateway);
    } catch (ExecutionException e) {
      stop(transport, threads);
      Throwable cause = e.getCause();
      String why = cause == null ? e.getMessage() : cause.getMessage();
      throw new IOException(
          "cannot listen on " + at.getHostString() + ":" + at.getPort() + ": " + why, e);
    } catch (InterruptedException e) {
      stop(transport, threads);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while starting to listen");
    }
  }

  private static Transport transport(String name, ExecutorService threads) {
    TransportContext context = new TransportContext(WheelTimers.shared(), threads);
    for (TransportProvider provider : ServiceLoader.load(TransportProvider.class)) {
      if (provider.name().equals(name)) {
        return provider.create(context);
      }
    }
    throw new IllegalArgumentException("'" + name + "' is no transport");
  }

  /** Returns the URL of its root. */
  public URI uri() {
    return gateway.uri();
  }

  /** Returns what goes on at this moment. */
  public Counters counters() {
    return gateway.counters();
  }

  /** Ends every session with 1012 within a window, and returns when the last has ended, or soon. */
  public void drain(Duration window, Duration grace) {
    var unused =
        gateway
            .drain(window)
            .toCompletableFuture()
            .completeOnTimeout(null, window.plus(grace).toMillis(), TimeUnit.MILLISECONDS)
            .join();
    close();
  }

  /** Ends every session with 1001 and frees the port and every thread. */
  @Override
  public void close() {
    gateway.close();
    stop(transport, threads);
  }

  private static void stop(Transport transport, ExecutorService threads) {
    transport.close();
    threads.shutdownNow();
  }
}
