package dev.hawser.driver;

import java.util.concurrent.atomic.AtomicReference;

/** The one right to dial a link: used once, or given up before or after. Thread-safe. */
final class DialRight {
  private enum Progress {
    FREE,
    USED,
    GIVEN_UP
  }

  private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.FREE);

  /** Takes the right; false when it was taken, or the link given up. */
  boolean take() {
    return progress.compareAndSet(Progress.FREE, Progress.USED);
  }

  /** Gives the link up, dialled or not; true when it was not and thus never will be. */
  boolean giveUp() {
    return progress.getAndSet(Progress.GIVEN_UP) == Progress.FREE;
  }

  boolean isGivenUp() {
    return progress.get() == Progress.GIVEN_UP;
  }
}
