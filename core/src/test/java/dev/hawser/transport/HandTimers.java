package dev.hawser.transport;

import dev.hawser.time.TimerNode;
import dev.hawser.time.Timers;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A clock moved by hand; deadlines fire while it moves. */
final class HandTimers implements Timers {
  private final Map<TimerNode, Long> armed = new HashMap<>();
  private long nanos = -5_000_000_000L; // crosses zero, so that only differences can be right
  private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
  Duration asleep = Duration.ZERO;
  int arms;
  int readings;

  @Override
  public long nanos() {
    readings++;
    return nanos;
  }

  @Override
  public Instant wall() {
    return wall;
  }

  @Override
  public Duration asleep() {
    return asleep;
  }

  @Override
  public void arm(TimerNode node, long deadline) {
    arms++;
    armed.put(node, deadline);
  }

  @Override
  public void disarm(TimerNode node) {
    armed.remove(node);
  }

  int waiting() {
    return armed.size();
  }

  void jumpWall(Duration by) {
    wall = wall.plus(by);
    Duration slept = by.isNegative() ? Duration.ZERO : by;
    List.copyOf(armed.keySet()).forEach(node -> node.jump(slept));
  }

  /** Moves on, firing what falls due on the way at its time; runs {@code between} after each. */
  void advance(Duration by, Runnable between) {
    long end = nanos + by.toNanos();
    while (true) {
      Optional<Map.Entry<TimerNode, Long>> next =
          armed.entrySet().stream()
              .filter(e -> e.getValue() - end <= 0)
              .min((a, b) -> Long.signum(a.getValue() - b.getValue()));
      if (next.isEmpty()) {
        break;
      }
      TimerNode node = next.get().getKey();
      long at = Math.max(nanos, next.get().getValue());
      to(at);
      armed.remove(node);
      fire(node);
      between.run();
    }
    to(end);
    between.run();
  }

  private void to(long at) {
    wall = wall.plusNanos(at - nanos);
    nanos = at;
  }

  private static void fire(TimerNode node) {
    try {
      Method fire = TimerNode.class.getDeclaredMethod("fire");
      fire.setAccessible(true);
      fire.invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
