package dev.hawser.machine;

import dev.hawser.heartbeat.Pulse;
import java.util.OptionalLong;

/**
 * What changes with every message and therefore stays outside the machine: it looks when it is
 * asked.
 *
 * @param pulse signs of life
 * @param reading whether bytes are being read; without, no sign of life can come
 * @param waitingSince since when something waits that the application gave no credit for
 */
public record Vitals(Pulse pulse, boolean reading, OptionalLong waitingSince) {
  /** Returns when an open link needs a look, empty for never. */
  OptionalLong due(LinkRules rules) {
    OptionalLong beat = reading ? pulse.due(rules.heartbeat()) : OptionalLong.empty();
    OptionalLong stall = stall(rules);
    if (beat.isEmpty()) {
      return stall;
    }
    return stall.isEmpty() || beat.getAsLong() - stall.getAsLong() < 0 ? beat : stall;
  }

  /** Tells whether the application has left something waiting for too long. */
  boolean stalled(LinkRules rules, long now) {
    OptionalLong due = stall(rules);
    return due.isPresent() && now - due.getAsLong() >= 0;
  }

  /** Returns what the heartbeat asks for. */
  Pulse.Beat beat(LinkRules rules, long now) {
    return reading ? pulse.beat(rules.heartbeat(), now) : Pulse.Beat.REST;
  }

  private OptionalLong stall(LinkRules rules) {
    return rules.stall().isZero() || waitingSince.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(waitingSince.getAsLong() + rules.stall().toNanos());
  }
}
