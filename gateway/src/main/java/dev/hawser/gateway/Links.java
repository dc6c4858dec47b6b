package dev.hawser.gateway;

import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.Delivery;
import dev.hawser.transport.Limits;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.SocketBuffers;
import java.time.Duration;

/** How links of a gateway behave: single frames, no heartbeat of their own, the gateway's waits. */
final class Links {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** What the deciding gateway has in hand over its own budget, so that its answer is the one. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private final Budget budget;
  private final LinkOptions base;

  Links(GatewayOptions options) {
    this.budget = options.budget();
    this.base =
        LinkOptions.DEFAULT
            .with(Delivery.FRAMES)
            .with(Heartbeat.OFF)
            .with(SocketBuffers.of(options.capacity().socket()))
            .with(
                Limits.DEFAULT
                    .maxMessage(Integer.MAX_VALUE) // the gateway counts by itself
                    .maxHeader(options.capacity().header()))
            .with(
                new Deadlines(
                    budget.connect(), budget.total().plus(SLACK), budget.close(), Duration.ZERO));
  }

  /** Returns how accepted sockets and their links behave. */
  LinkOptions open() {
    return base;
  }

  /** Returns how a dial behaves that has so long. */
  LinkOptions within(Duration left) {
    Deadlines waits = base.deadlines();
    return base.with(
        waits.connect(least(budget.connect(), left)).handshake(least(budget.handshake(), left)));
  }

  private static Duration least(Duration one, Duration other) {
    Duration least = one.compareTo(other) < 0 ? one : other;
    return least.compareTo(SHORTEST) < 0 ? SHORTEST : least;
  }
}
