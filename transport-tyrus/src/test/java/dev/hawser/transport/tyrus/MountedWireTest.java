package dev.hawser.transport.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Admission;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.TransportContext;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A session of a container that closes while it is decided upon; the test runs the threads. */
class MountedWireTest {
  private static final CloseReason BYE = new CloseReason(CloseCodes.NORMAL_CLOSURE, "bye");

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final TransportContext context = new TransportContext(new VirtualTime(), tasks::add);
  private final List<String> seen = new ArrayList<>();
  private final List<Ending> ends = new ArrayList<>();
  private final CompletableFuture<Admission> decision = new CompletableFuture<>();
  private final MountedWire wire =
      new MountedWire(session(), JakartaMount.at("/feed", List.of(), context), context);

  /** What the container shows of a session. */
  private static Session session() {
    return (Session)
        Proxy.newProxyInstance(
            MountedWireTest.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRequestURI" -> URI.create("/feed");
                  case "getQueryString", "getNegotiatedSubprotocol" -> "";
                  case "isSecure" -> false;
                  default -> null;
                });
  }

  private Admission.Accept accept() {
    LinkListener listener =
        new LinkListener() {
          @Override
          public void onOpen(Link link, HandshakeInfo info) {
            seen.add("open");
          }

          @Override
          public void onEnd(Ending ending) {
            seen.add("end");
            ends.add(ending);
          }
        };
    return new Admission.Accept("", Headers.empty(), listener, LinkOptions.DEFAULT);
  }

  private void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void begin() {
    wire.begin(request -> decision, LinkOptions.DEFAULT, Headers.empty());
  }

  @Test
  void aCloseThatComesBeforeTheDecisionEndsTheLink() {
    decision.complete(accept());
    begin();
    wire.closed(BYE);
    run();
    assertThat(seen).containsExactly("open", "end");
    Ending.Closed closed = (Ending.Closed) ends.get(0);
    assertThat(closed.code()).isEqualTo(CloseCode.NORMAL_CLOSURE);
    assertThat(closed.by()).isEqualTo(Initiator.PEER);
  }

  @Test
  void aCloseDuringTheDecisionLeavesNothingToOpen() {
    begin();
    run();
    wire.closed(BYE);
    run();
    decision.complete(accept());
    run();
    assertThat(seen).containsExactly("end");
    assertThat(((Ending.Unreachable) ends.get(0)).kind()).isEqualTo(Unreachability.LOST);
  }

  @Test
  void aLinkEndsOnceHoweverOftenTheContainerCloses() {
    decision.complete(accept());
    begin();
    run();
    wire.closed(BYE);
    wire.closed(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, ""));
    run();
    assertThat(seen).containsExactly("open", "end");
    assertThat(ends.get(0).code()).isEqualTo(CloseCode.NORMAL_CLOSURE);
  }
}
