package dev.hawser;

import dev.hawser.driver.LinkCall;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A queue read by an iterator that waits for the next element and ends with its source.
 *
 * @param <T> what is queued
 */
final class Inbox<T> implements Iterator<T> {
  private final String what;
  private final Predicate<Object> awaited;
  private final Runnable taken;
  private final ArrayDeque<T> queue = new ArrayDeque<>();
  private boolean over;

  /**
   * Makes an empty queue.
   *
   * @param what the call that waits, for the message of an error
   * @param awaited tells whose callbacks come before what is waited for
   * @param taken run after an element was taken
   */
  Inbox(String what, Predicate<Object> awaited, Runnable taken) {
    this.what = what;
    this.awaited = awaited;
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
  synchronized void removeIf(Predicate<T> stale) {
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
        LinkCall.mayWait(what, awaited);
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
