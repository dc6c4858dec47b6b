package dev.hawser.cli.interop;

import dev.hawser.Accept;
import dev.hawser.Parting;
import dev.hawser.Server;
import dev.hawser.ServerBuilder;
import dev.hawser.Session;
import dev.hawser.WebSockets;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.transport.Limits;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server for clients nobody here wrote: what it does is in the path that is asked for.
 *
 * <p>{@code InteropServer TRANSPORT} prints its URL and serves until it is ended; {@code
 * InteropServer RUNTIME FOLDER} is mounted in an HTTP server that serves the folder's page. {@code
 * docs/reference/interop.md} lists the paths.
 */
final class InteropServer {
  /** Longer messages go out in fragments, which cut through characters. */
  private static final int FRAGMENT = 1024;

  /** What this side saw of each connection's end, by the connection's id. */
  private final Map<String, CompletableFuture<String>> seen = new ConcurrentHashMap<>();

  private InteropServer() {}

  public static void main(String[] args) throws Exception {
    InteropServer interop = new InteropServer();
    if (args.length == 1) {
      Server server = interop.with(WebSockets.server().transport(args[0])).start();
      System.out.println("ws://127.0.0.1:" + server.port());
    } else {
      PageServer pages = PageServer.start(args[0], Path.of(args[1]));
      interop.with(WebSockets.server(pages.mount())).start();
      System.out.println("ws://127.0.0.1:" + pages.port() + PageServer.PATH);
    }
  }

  private ServerBuilder with(ServerBuilder server) {
    return server
        .limits(new Limits(32 << 20, 16 << 10, FRAGMENT))
        .sendBuffer(64 << 20)
        .compression(Line.WISH)
        .accept(upgrade -> Accept.plain().attribute("wish", Wish.of(upgrade.target())))
        .onOpen(this::opened)
        .onText(this::received)
        .onBinary((session, bytes) -> session.sendBinary(bytes))
        .onEnd(this::ended);
  }

  private void opened(Session session) {
    Wish wish = wish(session);
    switch (wish.path()) {
      case "/echo", "/fragments", "/drop" -> {}
      case "/ping" -> session.confirm().thenRun(() -> session.sendText("pong hawser"));
      case "/close" -> session.close(wish.reason());
      case "/seen" -> seen(wish.id()).thenAccept(session::sendText);
      default -> session.close(CloseReason.of(CloseCode.POLICY_VIOLATION, "no such path"));
    }
  }

  private void received(Session session, String text) {
    if (wish(session).path().equals("/drop")) {
      session.abort();
    } else {
      session.sendText(text);
    }
  }

  private void ended(Session session, Parting parting) {
    Wish wish = wish(session);
    if (!wish.path().equals("/seen")) {
      seen(wish.id()).complete(View.of(parting));
    }
  }

  private CompletableFuture<String> seen(String id) {
    return seen.computeIfAbsent(id, unseen -> new CompletableFuture<>());
  }

  private static Wish wish(Session session) {
    return (Wish) session.attributes().get("wish");
  }
}
