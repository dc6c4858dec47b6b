/**
 * When to send a Ping and when to call a link dead, as pure decisions over times.
 *
 * <p>Takes readings of a clock, never reads one.
 */
@NullMarked
package dev.hawser.heartbeat;

import org.jspecify.annotations.NullMarked;
