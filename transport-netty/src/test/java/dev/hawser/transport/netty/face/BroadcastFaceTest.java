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
import dev.hawser.Session;
import dev.hawser.WebSockets;
import dev.hawser.WhenSlow;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.transport.Deadlines;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
          .heartbeat(Heartbeat.OFF) // who does not read answers no Ping
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
    out.write(Listeners.REQUEST);
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
  void oneAmongAThousandThatDoesNotReadCostsNoMoreThanTheLimitAndTheOthersGetEverything()
      throws Exception {
    stall();
    fill(server.sessions().iterator().next());
    try (Listeners listeners = Listeners.of(server.port(), 999)) {
      await("a thousand sessions", () -> server.sessions().size() == 1_000);
      AtomicInteger slow = new AtomicInteger();
      Broadcast message =
          Broadcast.text("x".repeat(16 * 1024))
              .slowAt(LIMIT)
              .whenSlow(
                  session -> {
                    slow.incrementAndGet();
                    return WhenSlow.DROP;
                  });
      List<CompletableFuture<Reach>> all = new ArrayList<>();
      while (all.size() < 10 || slow.get() < 5) {
        all.add(server.broadcast(message).toCompletableFuture());
        // Whoever reads has everything before the next goes out: what waits is the stalled one's.
        listeners.readEach(all.size() * (16 * 1024 + 4L));
        await("only one waits", () -> waiting() == most());
        assertThat(waiting()).isLessThanOrEqualTo(LIMIT + 64);
      }
      assertThat(waiting()).isGreaterThan(LIMIT / 2);
      stalled.close();
      long written = 0;
      for (CompletableFuture<Reach> each : all) {
        Reach reach = soon(each);
        assertThat(reach.sessions()).isEqualTo(1_000);
        assertThat(reach.written() + reach.dropped() + reach.unknown()).isEqualTo(1_000);
        assertThat(reach.dropped() + reach.unknown()).isLessThanOrEqualTo(1);
        written += reach.written();
      }
      assertThat(written).isLessThan(1_000L * all.size());
    }
  }

  /** Fills the system's buffers for the most part, to save the others the reading of so much. */
  private static void fill(Session session) {
    byte[] piece = new byte[64 * 1024];
    for (int i = 0; i < 256; i++) {
      session.sendBinary(ByteBuffer.wrap(piece));
      for (int look = 0; look < 50 && session.pendingBytes() > 0; look++) {
        LockSupport.parkNanos(1_000_000);
      }
      if (session.pendingBytes() > 0) {
        return;
      }
    }
  }

  /** Returns the bytes that wait for all sessions together. */
  private long waiting() {
    return server.sessions().stream().mapToLong(Session::pendingBytes).sum();
  }

  private long most() {
    return server.sessions().stream().mapToLong(Session::pendingBytes).max().orElse(0);
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
