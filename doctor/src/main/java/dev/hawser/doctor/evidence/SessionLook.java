package dev.hawser.doctor.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a WebSocket did while it was watched.
 *
 * @param frames the frames received, Pongs to the watcher's own Pings left out
 * @param pings how many Pings were sent
 * @param rttMicros the time of each Pong that answered one, in microseconds
 * @param wrongPongs Pongs whose payload was not the Ping's
 * @param end how the connection stood afterwards
 * @param midFrame whether it ended inside a frame
 * @param millis how long it was watched, from the 101
 */
public record SessionLook(
    List<FrameNote> frames,
    int pings,
    List<Long> rttMicros,
    int wrongPongs,
    WireEnd end,
    boolean midFrame,
    long millis) {
  /** Copies the lists. */
  public SessionLook {
    frames = List.copyOf(frames);
    rttMicros = List.copyOf(rttMicros);
  }

  /** Returns the Close received, null when there was none. */
  public @Nullable FrameNote close() {
    return frames.stream().filter(FrameNote::close).findFirst().orElse(null);
  }

  /** Tells whether the other side ended it, with a Close or without. */
  public boolean lost() {
    return end.ended() || close() != null;
  }

  /** Returns the round trip that so many percent of all stay under or at; 0 when there is none. */
  public long rttMicros(int percent) {
    if (rttMicros.isEmpty()) {
      return 0;
    }
    List<Long> sorted = rttMicros.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1);
  }
}
