/**
 * The clock and deadlines: the only package that reads a clock.
 *
 * <p>Everything above takes time as an argument or asks a {@link dev.hawser.time.Timers}, so that
 * tests can drive it by hand.
 */
@NullMarked
package dev.hawser.time;

import org.jspecify.annotations.NullMarked;
