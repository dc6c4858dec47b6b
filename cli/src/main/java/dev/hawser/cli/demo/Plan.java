package dev.hawser.cli.demo;

import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.Wait;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a demo runs: the client's options, its traffic and the script of faults.
 *
 * @param transport the transport's name
 * @param heartbeat the client's heartbeat
 * @param backoff the client's backoff
 * @param restartDelay how long the client leaves a server that restarts alone
 * @param sendEvery the time between two numbers
 * @param patience how long a fault may take to be survived
 * @param script the faults, in order
 * @param gateway the transport of a gateway between the client and the line, null for none
 */
public record Plan(
    String transport,
    Heartbeat heartbeat,
    Backoff backoff,
    Wait restartDelay,
    Duration sendEvery,
    Duration patience,
    List<Step> script,
    @Nullable String gateway) {
  /** Copies the script. */
  public Plan {
    script = List.copyOf(script);
  }

  /** Makes a plan without a gateway. */
  public Plan(
      String transport,
      Heartbeat heartbeat,
      Backoff backoff,
      Wait restartDelay,
      Duration sendEvery,
      Duration patience,
      List<Step> script) {
    this(transport, heartbeat, backoff, restartDelay, sendEvery, patience, script, null);
  }

  /** Returns a copy that plays the second act: through a gateway on that transport. */
  public Plan through(String other) {
    return new Plan(
        transport,
        heartbeat,
        backoff,
        restartDelay,
        sendEvery,
        patience,
        Step.gatewayScript(),
        other);
  }

  /** Returns the demo as {@code hawser demo} runs it. */
  public static Plan standard(String transport) {
    return new Plan(
        transport,
        Heartbeat.every(Duration.ofSeconds(1)).pongWithin(Duration.ofSeconds(1)),
        Backoff.fullJitter(Duration.ofMillis(500), Duration.ofSeconds(4))
            .stableAfter(Duration.ofSeconds(2)),
        Wait.between(Duration.ofMillis(500), Duration.ofMillis(1_500)),
        Duration.ofMillis(20),
        Duration.ofSeconds(60),
        Step.standardScript());
  }

  /** Returns the window that the wait before that retry, counted from 1, is drawn from. */
  Duration window(int retry) {
    double nanos = backoff.base().toNanos() * Math.pow(backoff.multiplier(), retry - 1.0);
    return Duration.ofNanos((long) Math.min(nanos, (double) backoff.cap().toNanos()));
  }
}
