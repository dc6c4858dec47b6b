package dev.hawser.transport.netty.face;

import dev.hawser.Connection;
import dev.hawser.Server;
import dev.hawser.WebSockets;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;

/** A short main, run in a JVM of its own: it waits for nothing itself. */
final class Example {
  private Example() {}

  public static void main(String[] args) {
    Server server = WebSockets.server().onText((s, text) -> s.sendText(text)).start();
    Connection connection = WebSockets.client().endpoint(server.uri()).connect();
    connection
        .closed()
        .thenAccept(
            parting -> {
              System.out.println("closed " + parting.code().value());
              server.close();
            });
    // Written means open: from then on a close is a Close.
    connection.sendText("hello").thenRun(() -> closeAtTheEcho(server, connection));
    System.out.println("main ends");
  }

  private static void closeAtTheEcho(Server server, Connection connection) {
    WebSockets.client()
        .endpoint(server.uri())
        .onText(
            (session, text) -> {
              System.out.println("got " + text);
              session.close(CloseCode.NORMAL_CLOSURE);
              connection.close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
            })
        .connect()
        .sendText("hello");
  }
}
