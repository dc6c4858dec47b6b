package dev.hawser.cli.interop;

import dev.hawser.ClientBuilder;
import dev.hawser.WebSockets;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.Limits;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets the Autobahn suite's fuzzing server test a transport's client: {@code AutobahnClient
 * TRANSPORT URL}.
 */
final class AutobahnClient {
  /** The suite serves one after the other, and on a busy machine slowly. */
  private static final int PATIENCE = 60;

  private final ClientBuilder client;
  private final String server;
  private final String agent;

  private AutobahnClient(String transport, String server) {
    this.server = server;
    agent = "agent=" + transport;
    client =
        WebSockets.client()
            .transport(transport)
            .reconnect(ReconnectPolicy.never())
            .deadlines(Deadlines.DEFAULT.handshake(Duration.ofSeconds(PATIENCE)))
            .limits(Limits.DEFAULT.maxMessage(32 << 20));
  }

  public static void main(String[] args) throws Exception {
    AutobahnClient autobahn = new AutobahnClient(args[0], args[1]);
    int cases = Integer.parseInt(autobahn.ask("/getCaseCount"));
    for (int i = 1; i <= cases; i++) {
      autobahn.echo("/runCase?case=" + i + "&");
    }
    // A case is booked when the suite has seen the end of its line: asking for its status waits.
    for (int i = 1; i <= cases; i++) {
      autobahn.ask("/getCaseStatus?case=" + i + "&" + autobahn.agent);
    }
    autobahn.echo("/updateReports?");
  }

  private void echo(String path) throws InterruptedException, ExecutionException {
    ended(
        path,
        client
            .endpoint(server + path + agent)
            .onText((session, text) -> session.sendText(text))
            .onBinary((session, bytes) -> session.sendBinary(bytes)));
  }

  private String ask(String path) throws InterruptedException, ExecutionException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    ended(path, client.endpoint(server + path).onText((session, text) -> answer.complete(text)));
    return Objects.requireNonNull(answer.getNow(null), () -> "no answer to " + path);
  }

  private static void ended(String path, ClientBuilder client)
      throws InterruptedException, ExecutionException {
    try {
      client.connect().closed().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(path + " did not end within " + PATIENCE + " s", e);
    }
  }
}
