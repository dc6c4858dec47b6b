package dev.hawser.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Connection;
import dev.hawser.Message;
import dev.hawser.Parting;
import dev.hawser.Session;
import dev.hawser.WebSockets;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.frame.Compression;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.transport.Limits;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection to a server nobody here wrote; each wait has an end. */
final class Line implements AutoCloseable {
  /** Whether a run is one with compression, which both ends then agree on. */
  static final boolean COMPRESSED = System.getenv("INTEROP_DEFLATE") != null;

  /** What is compressed in such a run: everything. */
  static final Compression WISH = COMPRESSED ? Compression.deflate().atLeast(1) : Compression.OFF;

  private static final int PATIENCE = 20;
  private static final AtomicInteger LINES = new AtomicInteger();

  private final String id = "hawser-" + LINES.incrementAndGet();
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Session> opened = new CompletableFuture<>();
  private final Connection connection;

  /** Dials that path for a connection of a new id. */
  static Line dial(Target target, String path) {
    return new Line(target, path, CloseReason.NONE, "");
  }

  /** Dials that path with a wish of its own. */
  static Line dial(Target target, String path, Compression wish) {
    return new Line(target, path + "?", "", wish);
  }

  /** Asks to be closed so. */
  static Line closedBy(Target target, CloseReason reason) {
    return new Line(target, "/close", reason, "");
  }

  /** Asks the server what it saw of a connection's end. */
  static String seenBy(Target target, Line other) throws InterruptedException {
    try (Line line = new Line(target, "/seen", CloseReason.NONE, other.id)) {
      return line.text();
    }
  }

  private Line(Target target, String path, CloseReason reason, String other) {
    this(
        target,
        "%s?code=%d&reason=%s&"
            .formatted(
                path,
                reason.code().value(),
                URLEncoder.encode(reason.text(), StandardCharsets.UTF_8)),
        other,
        WISH);
  }

  private Line(Target target, String asked, String other, Compression wish) {
    connection =
        WebSockets.client()
            .transport(target.transport())
            .endpoint(URI.create(target.server() + asked + "id=" + (other.isEmpty() ? id : other)))
            .compression(wish)
            .reconnect(ReconnectPolicy.never())
            .limits(new Limits(32 << 20, 16 << 10, 1024))
            .onOpen(opened::complete)
            .onText((session, text) -> messages.add(new Message.Text(text)))
            .onBinary((session, bytes) -> messages.add(new Message.Binary(bytes)))
            .connect();
  }

  /** Returns the session, on which compression was agreed where the run is one with it. */
  Session session() {
    Session session = settled(opened);
    assertThat(session.handshake().extensions()).hasSize(COMPRESSED ? 1 : 0);
    return session;
  }

  String text() throws InterruptedException {
    return ((Message.Text) message()).text();
  }

  ByteBuffer binary() throws InterruptedException {
    return ((Message.Binary) message()).bytes();
  }

  private Message message() throws InterruptedException {
    Message message = messages.poll(PATIENCE, TimeUnit.SECONDS);
    return assertThat(message).as("a message within %s s", PATIENCE).isNotNull().actual();
  }

  Parting ended() {
    return settled(connection.closed().toCompletableFuture());
  }

  static <T> T settled(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("not within " + PATIENCE + " s", e);
    }
  }

  /** Closes with 1000 and asserts that the peer agreed. */
  @Override
  public void close() {
    connection.close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
    assertThat(View.of(ended())).isEqualTo("1000");
  }

  /** Where a line goes to, and on which transport. */
  record Target(String transport, String server) {}
}
