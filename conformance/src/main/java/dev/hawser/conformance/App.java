package dev.hawser.conformance;

import dev.hawser.close.Ending;
import dev.hawser.frame.Opcode;
import dev.hawser.transport.Completion;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The application on a link: asks for credit when it opens and keeps what it was told.
 *
 * <p>Thread-safe. What does not come within the kit's patience is an {@link AssertionError}.
 */
public final class App implements LinkListener {
  private final long credit;
  private final Duration patience;
  private final CompletableFuture<Link> link = new CompletableFuture<>();
  private final CompletableFuture<HandshakeInfo> info = new CompletableFuture<>();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final CompletableFuture<Ending> closing = new CompletableFuture<>();
  private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<RawFrame> frames = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
  private final List<String> history = new CopyOnWriteArrayList<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inside = new AtomicInteger();
  private volatile long confirmed = -1;
  private volatile @Nullable Consumer<String> deed;
  private volatile @Nullable Consumer<ByteBuffer> binaries;
  private volatile boolean echo;

  App(long credit, Duration patience) {
    this.credit = credit;
    this.patience = patience;
  }

  /** Has something done at the end of every callback, which is named {@code open}, {@code text}. */
  public App doing(Consumer<String> what) {
    deed = what;
    return this;
  }

  /** Has each binary message handed on as it was given. */
  public App also(Consumer<ByteBuffer> keeper) {
    binaries = keeper;
    return this;
  }

  /** Sends each text back from within its callback. */
  public App echo() {
    echo = true;
    return this;
  }

  private void told(String event, Runnable keep) {
    if (inside.getAndIncrement() > 0) {
      history.add("overlap at " + event);
    }
    try {
      threads.add(Thread.currentThread());
      history.add(event);
      keep.run();
      Consumer<String> more = deed;
      if (more != null) {
        more.accept(event);
      }
    } finally {
      inside.decrementAndGet();
    }
  }

  @Override
  public void onOpen(Link opened, HandshakeInfo handshake) {
    told(
        "open",
        () -> {
          if (credit > 0) {
            opened.request(credit);
          }
          info.complete(handshake);
          link.complete(opened);
        });
  }

  @Override
  public void onText(String message) {
    told(
        "text",
        () -> {
          messages.add(message);
          if (echo) {
            link().sendText(message, Completion.IGNORED);
          }
        });
  }

  @Override
  public void onBinary(ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.duplicate().get(bytes);
    Consumer<ByteBuffer> keeper = binaries;
    if (keeper != null) {
      keeper.accept(message);
    }
    told("binary", () -> messages.add(bytes));
  }

  @Override
  public void onPong(ByteBuffer payload) {
    String text = StandardCharsets.UTF_8.decode(payload).toString();
    told("pong", () -> pongs.add(text));
  }

  @Override
  public void onFrame(Opcode opcode, boolean fin, ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    told("frame", () -> frames.add(new RawFrame(fin, 0, opcode.bits(), false, 0, bytes)));
  }

  @Override
  public void onConfirmed(long count) {
    told("confirmed", () -> confirmed = count);
  }

  @Override
  public void onClosing(Ending soFar) {
    if (!closing.complete(soFar)) {
      told("closing again", () -> {});
    }
  }

  @Override
  public void onEnd(Ending how) {
    told("end", () -> ending.complete(how));
  }

  /** Returns the link, once open. */
  public Link link() {
    return await("onOpen", link);
  }

  /** Returns what the handshake settled, once open. */
  public HandshakeInfo info() {
    return await("onOpen", info);
  }

  /** Returns what was told of the peer's Close, once it was. */
  public Ending closing() {
    return await("onClosing", closing);
  }

  /** Tells whether the peer was said to close. */
  public boolean closed() {
    return closing.isDone();
  }

  /** Returns how the link ended, once it did. */
  public Ending ending() {
    return await("onEnd", ending);
  }

  /** Returns how the link ended, which has to be in that way. */
  public <T extends Ending> T ending(Class<T> kind) {
    Ending how = ending();
    if (!kind.isInstance(how)) {
      throw new AssertionError(
          "the application saw: wanted an end " + kind.getSimpleName() + ", got " + how);
    }
    return kind.cast(how);
  }

  /** Tells whether the link has ended. */
  public boolean ended() {
    return ending.isDone();
  }

  /** Tells whether the link opened. */
  public boolean opened() {
    return link.isDone();
  }

  /** Takes the next message, which has to be text. */
  public String text() {
    return next(String.class);
  }

  /** Takes the next message, which has to be binary. */
  public byte[] binary() {
    return next(byte[].class);
  }

  /** Takes the next frame. */
  public RawFrame frame() {
    return take("a frame", frames);
  }

  /** Takes the next Pong's payload. */
  public String pong() {
    return take("a Pong", pongs);
  }

  /** Returns how many messages were confirmed last, -1 before the first time. */
  public long confirmed() {
    return confirmed;
  }

  /** Returns every thread a callback ran on. */
  public Set<Thread> threads() {
    return Set.copyOf(threads);
  }

  /** Returns how often that callback came. */
  public long count(String event) {
    return history.stream().filter(event::equals).count();
  }

  /** Returns how many messages wait to be taken. */
  public int waiting() {
    return messages.size();
  }

  /** Returns the names of all callbacks so far; one that overlapped another says so. */
  public List<String> history() {
    return List.copyOf(history);
  }

  private <T> T next(Class<T> kind) {
    Object message = take("a message", messages);
    if (!kind.isInstance(message)) {
      throw new AssertionError("the application saw: wanted " + kind + ", got " + message);
    }
    return kind.cast(message);
  }

  private <T> T take(String what, BlockingQueue<T> queue) {
    try {
      T taken = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (taken == null) {
        throw new AssertionError("the application saw no " + what + ", but " + story());
      }
      return taken;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private <T> T await(String what, CompletableFuture<T> future) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the application saw no " + what + ", but " + story(), e);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private String story() {
    Ending how = ending.getNow(null);
    List<String> last = history.subList(Math.max(0, history.size() - 8), history.size());
    return last + (how == null ? "" : " and " + how);
  }
}
