package dev.hawser.transport;

import dev.hawser.time.Timers;
import java.util.concurrent.Executor;

/**
 * What the core lends a transport.
 *
 * @param timers the clock and every deadline
 * @param executor for the first steps of a dial and anything that may block
 */
public record TransportContext(Timers timers, Executor executor) {}
