package dev.hawser.testing;

import dev.hawser.close.Timeline;
import dev.hawser.close.Traffic;
import dev.hawser.time.Timers;
import java.time.Duration;
import java.util.List;

/** When something last passed over a scripted link, by its virtual time. */
final class ScriptedStamps {
  private final Timers time;
  private boolean opened;
  private long openedAt;
  private long lastIn;
  private long lastOut;
  private long longestSilence;

  ScriptedStamps(Timers time) {
    this.time = time;
  }

  void opened() {
    opened = true;
    openedAt = time.nanos();
    lastIn = openedAt;
    lastOut = openedAt;
  }

  void in() {
    silenceEnds();
    lastIn = time.nanos();
  }

  void out() {
    silenceEnds();
    lastOut = time.nanos();
  }

  private void silenceEnds() {
    long now = time.nanos();
    longestSilence = Math.max(longestSilence, Math.min(now - lastIn, now - lastOut));
  }

  Timeline timeline() {
    Duration none = Duration.ZERO;
    return opened ? new Timeline(none, none, none, none, since(openedAt), none) : Timeline.NONE;
  }

  /** Returns what passed, with the silences where the link was open. */
  Traffic traffic(long received, long sent, long pings) {
    Duration in = opened ? since(lastIn) : Duration.ZERO;
    Duration out = opened ? since(lastOut) : Duration.ZERO;
    return new Traffic(0, 0, received, sent, in, out, pings, 0, null, List.of())
        .survived(Duration.ofNanos(longestSilence));
  }

  private Duration since(long then) {
    return Duration.ofNanos(time.nanos() - then);
  }
}
