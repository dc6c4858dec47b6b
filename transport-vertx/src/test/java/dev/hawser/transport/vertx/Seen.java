package dev.hawser.transport.vertx;

import dev.hawser.close.Ending;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a link told, and where, for a test to wait for. */
final class Seen implements LinkListener {
  private static final long PATIENCE_SECONDS = 10;

  final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  volatile Thread thread;
  volatile Context context;

  private final CompletableFuture<Link> link = new CompletableFuture<>();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

  @Override
  public void onOpen(Link opened, HandshakeInfo handshake) {
    thread = Thread.currentThread();
    context = Vertx.currentContext();
    threads.add(thread);
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
  }

  Link link() throws Exception {
    return link.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  Ending ending() throws Exception {
    return ending.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  String text() throws Exception {
    String next = texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no text came");
    }
    return next;
  }
}
