/**
 * When to come back after an ending, and when to stop: one pure question, one verdict.
 *
 * <p>No clock and no dice live here: the time that passed and the random number are arguments.
 */
@NullMarked
package dev.hawser.reconnect;

import org.jspecify.annotations.NullMarked;
