package dev.hawser;

import dev.hawser.driver.LinkCall;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A queue read by an iterator that waits for the next element and ends with its source.
 *
 * @param <T> what is queued
 */
final class Inbox<T> implements Iterator<T> {
  private final String what;
  private final Runnable taken;
  private final ArrayDeque<T> queue = new ArrayDeque<>();
  private boolean over;

  /**
   * Makes an empty queue.
   *
   * @param what the call that waits, for the message of an error
   * @param taken run after an element was taken
   */
  Inbox(String what, Runnable taken) {
    this.what = what;
    this.taken = taken;
  }

  synchronized void put(T element) {
    queue.add(element);
    notifyAll();
  }

  synchronized void end() {
    over = true;
    notifyAll();
  }

  synchronized boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Takes out elements that are not worth waiting for. */
  synchronized void removeIf(java.util.function.Predicate<T> stale) {
    queue.removeIf(stale);
  }

  /** Waits for an element or the end. */
  @Override
  public boolean hasNext() {
    return peek() != null;
  }

  @Override
  public T next() {
    peek();
    T element;
    synchronized (this) {
      element = queue.poll();
    }
    if (element == null) {
      throw new NoSuchElementException(what + " has ended");
    }
    taken.run();
    return element;
  }

  private @Nullable T peek() {
    synchronized (this) {
      if (queue.isEmpty() && !over) {
        LinkCall.mayBlock(what);
      }
      boolean interrupted = false;
      while (queue.isEmpty() && !over) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
          over = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return queue.peek();
    }
  }
}
