package dev.hawser.examples.trials;

import dev.hawser.close.Ending;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what a link told and lets a test wait for it. */
final class Recorder implements LinkListener {
  private static final int PATIENCE_SECONDS = 10;

  final AtomicInteger afterEnd = new AtomicInteger();
  private final long credit;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final CompletableFuture<HandshakeInfo> opened = new CompletableFuture<>();
  private final CompletableFuture<Ending> ended = new CompletableFuture<>();

  Recorder(long credit) {
    this.credit = credit;
  }

  @Override
  public void onOpen(Link link, HandshakeInfo info) {
    opened.complete(info);
    if (credit > 0) {
      link.request(credit);
    }
  }

  @Override
  public void onText(String message) {
    tell("text " + message);
  }

  @Override
  public void onBinary(ByteBuffer message) {
    tell("binary " + StandardCharsets.ISO_8859_1.decode(message));
  }

  @Override
  public void onPong(ByteBuffer payload) {
    tell("pong " + StandardCharsets.ISO_8859_1.decode(payload));
  }

  @Override
  public void onEnd(Ending ending) {
    if (!ended.complete(ending)) {
      afterEnd.incrementAndGet();
    }
  }

  private void tell(String what) {
    if (ended.isDone()) {
      afterEnd.incrementAndGet();
    }
    told.add(what);
  }

  HandshakeInfo opened() throws Exception {
    return within(opened);
  }

  Ending ended() throws Exception {
    return within(ended);
  }

  boolean endsWithin(Duration wait) throws Exception {
    try {
      ended.get(wait.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }

  boolean hasEnded() {
    return ended.isDone();
  }

  /** Returns the next thing told, waiting for it. */
  String next() throws InterruptedException {
    String what = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (what == null) {
      throw new AssertionError("nothing was delivered; the link ended: " + ended.getNow(null));
    }
    return what;
  }

  boolean nothingWaits() {
    return told.isEmpty();
  }

  static <T> T within(CompletableFuture<T> stage)
      throws InterruptedException, ExecutionException, TimeoutException {
    return stage.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
