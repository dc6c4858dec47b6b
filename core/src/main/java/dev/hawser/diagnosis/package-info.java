/**
 * Why a link ended, as far as the evidence goes.
 *
 * <p>Rules from evidence to a cause with a stable name, a confidence and a remedy, and their texts
 * in English and French. What the evidence does not say is not said: the cause is then unknown,
 * with what can be excluded and what would decide.
 */
@NullMarked
package dev.hawser.diagnosis;

import org.jspecify.annotations.NullMarked;
