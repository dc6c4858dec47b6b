package dev.hawser.gateway;

import dev.hawser.time.Timers;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Transport;

/**
 * What a gateway runs on; its owner closes the transports, after the gateway.
 *
 * @param listening accepts clients
 * @param dialling reaches upstreams; may be the same
 * @param timers the clock that both transports use
 */
public record Transports(Transport listening, Transport dialling, Timers timers) {
  /** Refuses transports that cannot accept or that cannot deliver single frames. */
  public Transports {
    require(listening, Capability.SERVER);
    require(listening, Capability.FRAMES);
    require(dialling, Capability.FRAMES);
  }

  /** Returns one transport for both sides, on the process's timers. */
  public static Transports both(Transport transport) {
    return new Transports(transport, transport, WheelTimers.shared());
  }

  private static void require(Transport transport, Capability capability) {
    if (!transport.capabilities().contains(capability)) {
      throw new IllegalArgumentException(
          "a gateway needs " + capability + ", which transport '" + transport.name() + "' lacks");
    }
  }
}
