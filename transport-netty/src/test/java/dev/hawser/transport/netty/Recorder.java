package dev.hawser.transport.netty;

import dev.hawser.close.Ending;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps what a link told, for a test to wait for. */
class Recorder implements LinkListener {
  private static final long PATIENCE_SECONDS = 10;

  private final long credit;
  private final CompletableFuture<Link> link = new CompletableFuture<>();
  private final CompletableFuture<HandshakeInfo> info = new CompletableFuture<>();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();

  /** Asks for everything. */
  Recorder() {
    this(Long.MAX_VALUE);
  }

  Recorder(long credit) {
    this.credit = credit;
  }

  @Override
  public void onOpen(Link opened, HandshakeInfo handshake) {
    if (credit > 0) {
      opened.request(credit);
    }
    info.complete(handshake);
    link.complete(opened);
  }

  @Override
  public void onText(String message) {
    messages.add(message);
  }

  @Override
  public void onBinary(ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    messages.add(bytes);
  }

  @Override
  public void onPong(ByteBuffer payload) {
    pongs.add(java.nio.charset.StandardCharsets.UTF_8.decode(payload).toString());
  }

  @Override
  public void onEnd(Ending how) {
    if (!ending.complete(how)) {
      messages.add(new AssertionError("a second end: " + how));
    }
  }

  /** The link, once open. */
  Link link() {
    return await(link);
  }

  HandshakeInfo info() {
    return await(info);
  }

  Ending ending() {
    return await(ending);
  }

  boolean ended() {
    return ending.isDone();
  }

  boolean opened() {
    return link.isDone();
  }

  String text() {
    return (String) next();
  }

  byte[] binary() {
    return (byte[]) next();
  }

  String pong() {
    return take(pongs);
  }

  int waiting() {
    return messages.size();
  }

  private Object next() {
    return take(messages);
  }

  private <T> T take(BlockingQueue<T> queue) {
    try {
      T taken = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (taken == null) {
        throw new AssertionError("nothing came; ending: " + ending.getNow(null));
      }
      return taken;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("in vain; ending: " + ending.getNow(null), e);
    }
  }
}
