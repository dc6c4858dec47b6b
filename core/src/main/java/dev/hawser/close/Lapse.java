package dev.hawser.close;

import java.time.Duration;

/**
 * A time in which this side did not do its part.
 *
 * @param length how long it was, zero where there was none
 * @param beforeEnd how long before the end of the link it was over
 */
public record Lapse(Duration length, Duration beforeEnd) {
  /** There was none. */
  public static final Lapse NONE = new Lapse(Duration.ZERO, Duration.ZERO);
}
