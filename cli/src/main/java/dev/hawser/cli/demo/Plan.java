package dev.hawser.cli.demo;

import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.Backoff;
import java.time.Duration;
import java.util.List;

/**
 * What a demo runs: the client's options, its traffic and the script of faults.
 *
 * @param transport the transport's name
 * @param heartbeat the client's heartbeat
 * @param backoff the client's policy
 * @param sendEvery the time between two numbers
 * @param patience how long a fault may take to be survived
 * @param script the faults, in order
 */
public record Plan(
    String transport,
    Heartbeat heartbeat,
    Backoff backoff,
    Duration sendEvery,
    Duration patience,
    List<Step> script) {
  /** Copies the script. */
  public Plan {
    script = List.copyOf(script);
  }

  /** Returns the demo as {@code hawser demo} runs it. */
  public static Plan standard(String transport) {
    return new Plan(
        transport,
        Heartbeat.every(Duration.ofSeconds(1)).pongWithin(Duration.ofSeconds(1)),
        Backoff.fullJitter(Duration.ofMillis(500), Duration.ofSeconds(4))
            .stableAfter(Duration.ofSeconds(2)),
        Duration.ofMillis(20),
        Duration.ofSeconds(20),
        Step.standardScript());
  }

  /** Returns the window that the wait before an attempt of an outage is drawn from. */
  Duration window(int attempt) {
    double nanos = backoff.base().toNanos() * Math.pow(backoff.multiplier(), attempt - 1.0);
    return Duration.ofNanos((long) Math.min(nanos, (double) backoff.cap().toNanos()));
  }
}
