package dev.hawser.cli.demo;

import dev.hawser.cli.Loss;
import org.jspecify.annotations.Nullable;

/**
 * What the connection made of one fault.
 *
 * @param name the fault's name
 * @param seen the loss that tells of it, the first one or the last, null when none was seen
 * @param noticedMs from the strike to the first loss, -1 when none was seen
 * @param backMs from the strike until a session was open again and stayed, -1 when none did
 * @param attempts the dials from the strike until then
 * @param aside what came of others, null when the fault was about nobody else
 */
public record FaultReport(
    String name,
    @Nullable Loss seen,
    long noticedMs,
    long backMs,
    int attempts,
    @Nullable Aside aside) {
  /** Makes a report of a fault that was about the connection alone. */
  public FaultReport(String name, @Nullable Loss seen, long noticedMs, long backMs, int attempts) {
    this(name, seen, noticedMs, backMs, attempts, null);
  }

  /** Returns a copy with what came of others. */
  FaultReport beside(@Nullable Aside others) {
    return new FaultReport(name, seen, noticedMs, backMs, attempts, others);
  }

  /** Tells whether the loss was noticed, the connection came back, and nobody else came to harm. */
  public boolean survived() {
    return seen != null && backMs >= 0 && (aside == null || aside.good());
  }
}
