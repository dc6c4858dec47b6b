package dev.hawser.examples;

import dev.hawser.Connection;
import dev.hawser.Parting;
import dev.hawser.Server;
import dev.hawser.WebSockets;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.tyrus.TyrusTransport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/** An echo server and its client on Tyrus. */
public final class EchoOnTyrus {
  private EchoOnTyrus() {}

  /** Takes the words to be echoed. */
  public static void main(String[] args) {
    String words = args.length == 0 ? "hello" : String.join(" ", args);
    CompletableFuture<String> echo = new CompletableFuture<>();
    // snippet:tyrus-echo
    TransportContext context =
        new TransportContext(WheelTimers.shared(), ForkJoinPool.commonPool());
    try (TyrusTransport tyrus =
            TyrusTransport.create(context, TyrusTransport.Options.DEFAULT.threads(1));
        Server server =
            WebSockets.server(tyrus).onText((session, text) -> session.sendText(text)).start();
        Connection client =
            WebSockets.client(tyrus)
                .endpoint(server.uri())
                .onText((session, text) -> echo.complete(text))
                .connect()) {
      client.sendText(words);
      System.out.println("echo: " + echo.join());
      CloseReason done = CloseReason.of(CloseCode.NORMAL_CLOSURE, "done");
      Parting parting = client.close(done).toCompletableFuture().join();
      System.out.println(parting.explain());
    }
    // end
  }
}
