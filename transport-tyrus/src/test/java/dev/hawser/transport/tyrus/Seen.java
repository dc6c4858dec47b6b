package dev.hawser.transport.tyrus;

import dev.hawser.close.Ending;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a link told, for a test to wait for. */
final class Seen implements LinkListener {
  private static final long PATIENCE_SECONDS = 10;

  private final CompletableFuture<Link> link = new CompletableFuture<>();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

  @Override
  public void onOpen(Link opened, HandshakeInfo handshake) {
    opened.request(Long.MAX_VALUE);
    link.complete(opened);
  }

  @Override
  public void onText(String message) {
    texts.add(message);
  }

  @Override
  public void onEnd(Ending how) {
    ending.complete(how);
    link.completeExceptionally(new AssertionError("the link ended: " + how));
  }

  Link link() {
    return link.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  Ending ending() {
    return ending.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  String text() throws InterruptedException {
    String next = texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no text came");
    }
    return next;
  }
}
