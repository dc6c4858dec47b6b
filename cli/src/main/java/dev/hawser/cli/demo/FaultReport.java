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
 */
public record FaultReport(
    String name, @Nullable Loss seen, long noticedMs, long backMs, int attempts) {
  /** Tells whether the loss was noticed and the connection came back. */
  public boolean survived() {
    return seen != null && backMs >= 0;
  }
}
