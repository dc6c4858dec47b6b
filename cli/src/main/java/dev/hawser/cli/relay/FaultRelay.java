package dev.hawser.cli.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A TCP relay that forwards bytes between clients and one target, and breaks the line when told to.
 *
 * <p>Thread-safe. One daemon thread does all work; a command returns once it is done, so that what
 * follows it in the caller follows it on the wire. It knows nothing of WebSocket. Without a command
 * it is transparent: a FIN is passed on as a FIN after the bytes before it, an RST as an RST.
 */
public final class FaultRelay implements AutoCloseable {
  private final Selector selector;
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private final Door door;
  private volatile InetSocketAddress target;
  private volatile Consumer<Tunnel> listener = tunnel -> {};
  private volatile boolean closed;

  private FaultRelay(InetSocketAddress listen, InetSocketAddress target) throws IOException {
    this.target = target;
    this.selector = Selector.open();
    this.door = new Door(listen);
    door.open(selector);
    this.thread = new Thread(this::run, "hawser-relay");
    thread.setDaemon(true);
  }

  /**
   * Starts a relay.
   *
   * @param listen where clients connect; port 0 chooses a free one
   * @param target where their bytes go
   * @throws IOException when the address cannot be bound
   */
  public static FaultRelay start(InetSocketAddress listen, InetSocketAddress target)
      throws IOException {
    FaultRelay relay = new FaultRelay(listen, target);
    relay.thread.start();
    return relay;
  }

  /**
   * Returns where clients connect; it stays the same through {@link #refuse} and {@link #admit}.
   */
  public InetSocketAddress address() {
    return door.address();
  }

  /** Sends clients that connect from now on to another target. */
  public void target(InetSocketAddress other) {
    target = other;
  }

  /** Sets who is told of each new tunnel, on the relay's thread, before its first byte passes. */
  public void onTunnel(Consumer<Tunnel> other) {
    listener = other;
  }

  /** Returns how many tunnels have an open socket on either side. */
  public int tunnels() {
    return tunnels.size();
  }

  /**
   * Stops forwarding in every tunnel; the bytes wait in the sockets. Returns how many there are.
   */
  public int pause() {
    return each(Tunnel::pauseNow);
  }

  /** Forwards again in every paused tunnel. Returns how many tunnels there are. */
  public int resume() {
    return each(Tunnel::resumeNow);
  }

  /** Ends every tunnel with an RST on both sides; bytes not yet forwarded are lost. */
  public int reset() {
    return each(Tunnel::resetNow);
  }

  /** Ends every tunnel with a FIN on both sides; bytes not yet forwarded are lost. */
  public int finish() {
    return each(Tunnel::finishNow);
  }

  /**
   * Makes every tunnel a dead path for good: sockets stay open, bytes vanish, no FIN and no RST is
   * passed on. Clients that connect later are not affected.
   */
  public int silence() {
    return each(Tunnel::silenceNow);
  }

  /**
   * Stops listening: clients that connect are refused by the operating system, which keeps the port
   * for the relay.
   */
  public void refuse() {
    call(
        () -> {
          if (door.shut()) {
            flushCloses();
          }
          return 0;
        });
  }

  /** Listens again after {@link #refuse}, on the same port. */
  public void admit() {
    call(
        () -> {
          door.open(selector);
          return 0;
        });
  }

  /** Ends every tunnel with an RST and frees the port and the thread; idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      selector.wakeup();
    }
    if (Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  int call(Callable<Integer> command) {
    if (Thread.currentThread() == thread) {
      try {
        return command.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    CompletableFuture<Integer> done = new CompletableFuture<>();
    commands.add(
        () -> {
          try {
            done.complete(command.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    selector.wakeup();
    if (closed) {
      done.complete(0); // The thread may never look again.
    }
    try {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException io) {
        throw new UncheckedIOException(io);
      }
      throw e;
    }
  }

  void forget(Tunnel tunnel) {
    tunnels.remove(tunnel);
  }

  /** Lets the kernel see closes now: a registered channel is only closed by the next select. */
  void flushCloses() throws IOException {
    selector.selectNow();
  }

  private int each(Consumer<Tunnel> command) {
    return call(
        () -> {
          List<Tunnel> all = new ArrayList<>(tunnels);
          all.forEach(command);
          flushCloses();
          return all.size();
        });
  }

  private void run() {
    try {
      while (!closed) {
        selector.select();
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
          command.run();
        }
        List<SelectionKey> ready = List.copyOf(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
          handle(key);
        }
      }
    } catch (IOException | ClosedSelectorException e) {
      closed = true;
    } finally {
      shutDown();
    }
  }

  private void handle(SelectionKey key) throws IOException {
    try {
      if (key.attachment() instanceof Tunnel.Side side) {
        side.ready(key);
      } else if (key.isAcceptable()) {
        accept((ServerSocketChannel) key.channel());
      }
    } catch (CancelledKeyException e) {
      // Closed by an earlier key of the same turn: nothing is left to do for this one.
      key.cancel();
    }
  }

  private void accept(ServerSocketChannel from) throws IOException {
    for (SocketChannel client = from.accept(); client != null; client = from.accept()) {
      Tunnel tunnel = new Tunnel(this, client);
      tunnels.add(tunnel);
      listener.accept(tunnel);
      tunnel.open(selector, target);
    }
  }

  private void shutDown() {
    try {
      List.copyOf(tunnels).forEach(Tunnel::resetNow);
      door.close();
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
        command.run();
      }
    }
  }
}
