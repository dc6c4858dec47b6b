/**
 * The state machines: decide, then act.
 *
 * <p>A state is an immutable record; a step is a pure function of state, event and {@link
 * dev.hawser.machine.Moment}, and returns the next state with its effects as data. Sockets, timers
 * and callbacks happen elsewhere, afterwards. The tables stand in {@code
 * docs/reference/state-machines.md}, rendered from this code.
 */
@NullMarked
package dev.hawser.machine;

import org.jspecify.annotations.NullMarked;
