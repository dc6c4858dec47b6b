package dev.hawser.transport;

import dev.hawser.time.Timers;

/**
 * Where a link lives.
 *
 * @param thread its thread, for its whole life
 * @param timers the clock and its one deadline
 * @param masks where its masking keys come from
 */
public record LinkPlace(LinkThread thread, Timers timers, Masks masks) {}
