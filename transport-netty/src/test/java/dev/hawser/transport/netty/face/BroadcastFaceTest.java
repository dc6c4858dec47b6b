package dev.hawser.transport.netty.face;

import static dev.hawser.transport.netty.face.Soon.await;
import static dev.hawser.transport.netty.face.Soon.soon;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Broadcast;
import dev.hawser.Connection;
import dev.hawser.Parting;
import dev.hawser.Reach;
import dev.hawser.Server;
import dev.hawser.WebSockets;
import dev.hawser.WhenSlow;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.transport.Deadlines;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A broadcast over real sockets, one of whose peers does not read. */
class BroadcastFaceTest {
  private static final String MESSAGE = "x".repeat(32 * 1024);
  private static final long LIMIT = 256 * 1024;

  /** More than any pair of socket buffers holds, so that what is left waits in the server. */
  private static final int ROUNDS = 600;

  private final List<Parting> partings = new CopyOnWriteArrayList<>();
  private final Server server =
      WebSockets.server()
          .deadlines(Deadlines.DEFAULT.close(ofMillis(300)))
          .onEnd((session, parting) -> partings.add(parting))
          .start();
  private final List<Connection> readers = new ArrayList<>();
  private Socket stalled;

  @AfterEach
  void stop() throws Exception {
    readers.forEach(Connection::close); // a failed test must not leave its loops to the next
    if (stalled != null) {
      stalled.close();
    }
    soon(server.close(CloseReason.of(CloseCode.GOING_AWAY)));
  }

  /** Opens a session whose peer never reads a byte behind the answer. */
  private void stall() throws Exception {
    stalled = new Socket();
    stalled.setReceiveBufferSize(4 * 1024);
    stalled.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    OutputStream out = stalled.getOutputStream();
    out.write(
        ("GET / HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
    await("one session", () -> server.sessions().size() == 1);
  }

  private void read(AtomicInteger received) {
    readers.add(
        WebSockets.client()
            .endpoint(server.uri())
            .onText((session, text) -> received.addAndGet(text.length()))
            .connect());
  }

  @Test
  void aPeerThatDoesNotReadCostsNoMoreThanTheLimitAndTheOthersGetEverything() throws Exception {
    stall();
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();
    read(first);
    read(second);
    await("three sessions", () -> server.sessions().size() == 3);
    Broadcast message = Broadcast.text(MESSAGE).slowAt(LIMIT);
    for (int round = 1; round <= ROUNDS; round++) {
      server.broadcast(message);
      int all = round * MESSAGE.length();
      await("everything read", () -> first.get() == all && second.get() == all);
      server.sessions().forEach(s -> assertThat(s.pendingBytes()).isLessThanOrEqualTo(LIMIT + 64));
    }
    assertThat(server.sessions())
        .anySatisfy(session -> assertThat(session.pendingBytes()).isGreaterThan(LIMIT / 2));
    assertThat(partings).isEmpty();
  }

  @Test
  void aPeerThatDoesNotReadCanBeEndedWith1008() throws Exception {
    stall();
    Broadcast message = Broadcast.text(MESSAGE).slowAt(LIMIT).whenSlow(WhenSlow.END);
    List<CompletableFuture<Reach>> all = new ArrayList<>();
    for (int round = 1; round <= ROUNDS && partings.isEmpty(); round++) {
      all.add(server.broadcast(message).toCompletableFuture());
    }
    await("its end", () -> partings.size() == 1);
    Ending ending = partings.get(0).ending();
    assertThat(ending)
        .isInstanceOfSatisfying(
            Ending.Failed.class, f -> assertThat(f.fault()).isEqualTo(Fault.CLOSE_TIMEOUT));
    assertThat(ending.facts().frames().sent())
        .isEqualTo(CloseReason.of(CloseCode.POLICY_VIOLATION, "reads too slowly"));
    for (CompletableFuture<Reach> reach : all) {
      assertThat(reach).succeedsWithin(ofSeconds(5));
      assertThat(reach.join().sessions()).isLessThanOrEqualTo(1);
    }
  }
}
