package dev.hawser.transport.vertx;

import dev.hawser.transport.TransportContext;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The event-loop contexts on which a transport's links live.
 *
 * <p>Vert.x binds what is made outside a verticle to the one loop of the calling thread. Here a
 * small verticle is deployed often enough to have a context on every loop.
 */
final class Loops {
  private final Vertx vertx;
  private final TransportContext lent;
  private final ConcurrentLinkedQueue<Loop> met = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Loop> visited = new ConcurrentLinkedQueue<>();
  private final @Nullable Loop home;
  private final Future<String> deployed;
  private final CompletableFuture<List<Loop>> spread = new CompletableFuture<>();
  private final AtomicInteger next = new AtomicInteger();

  /** Takes a context on each of that Vert.x's loops, of which there are that many. */
  Loops(Vertx vertx, int count, TransportContext lent) {
    this.vertx = vertx;
    this.lent = lent;
    Context current = current(vertx);
    this.home = current == null ? null : visit(current);
    // Twice, as other users of the loops take turns with this.
    DeploymentOptions often = new DeploymentOptions().setInstances(2 * count);
    this.deployed =
        vertx
            .deployVerticle(Guest::new, often)
            .onComplete(id -> spread.complete(distinct()), spread::completeExceptionally);
  }

  private List<Loop> distinct() {
    List<Loop> found = new ArrayList<>();
    for (Loop loop : met) {
      if (found.stream().noneMatch(other -> other.thread() == loop.thread())) {
        found.add(loop);
      }
    }
    return List.copyOf(found);
  }

  /**
   * One for each loop; waits for the first moments of this transport, so not from a loop.
   *
   * @throws IllegalStateException if the Vert.x is closed
   */
  List<Loop> spread() {
    try {
      return spread.join();
    } catch (CompletionException closed) {
      throw new IllegalStateException("the Vert.x gives no event loops", closed.getCause());
    }
  }

  /**
   * The caller's own, where it runs on one of this Vert.x's event-loop contexts, else the one on
   * which the transport was made, else the next.
   */
  Loop here() {
    Context current = current(vertx);
    if (current != null) {
      return visit(current);
    }
    Loop first = home;
    if (first != null) {
      return first;
    }
    List<Loop> loops = spread();
    return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
  }

  private static @Nullable Context current(Vertx vertx) {
    Context current = Vertx.currentContext();
    return current != null
            && current.owner() == vertx
            && current.isEventLoopContext()
            && Context.isOnEventLoopThread()
        ? current
        : null;
  }

  private Loop visit(Context current) {
    Loop known = current.get(this);
    if (known == null) {
      known = new Loop(current, lent);
      current.put(this, known);
      visited.add(known);
    }
    return known;
  }

  /**
   * One on the calling event loop, but of no verticle.
   *
   * @throws IllegalStateException if that is none of this Vert.x's
   */
  Loop current() {
    Thread caller = Thread.currentThread();
    for (Loop loop : met) {
      if (loop.thread() == caller) {
        return loop;
      }
    }
    if (current(vertx) == null) {
      throw new IllegalStateException(
          "the request is not on an event loop of this transport's Vert.x, but on " + caller);
    }
    return here();
  }

  /** Runs that once every loop has run what it was given before. */
  void behindAll(Runnable task) {
    List<Loop> all = new ArrayList<>(met);
    all.addAll(visited);
    AtomicInteger busy = new AtomicInteger(all.size());
    for (Loop loop : all) {
      loop.execute(
          () -> {
            if (busy.decrementAndGet() == 0) {
              task.run();
            }
          });
    }
  }

  /** Leaves nothing of itself in the Vert.x. */
  Future<Void> leave() {
    for (Loop loop = visited.poll(); loop != null; loop = visited.poll()) {
      loop.context().remove(this);
    }
    return deployed.compose(vertx::undeploy);
  }

  /** Is there for its context. */
  private final class Guest extends VerticleBase {
    @Override
    public Future<?> start() {
      Loop loop = new Loop(context, lent);
      context.put(Loops.this, loop);
      met.add(loop);
      return Future.succeededFuture();
    }
  }
}
