/** From evidence to a verdict: pure rules, values in and values out. */
@NullMarked
package dev.hawser.doctor.judge;

import org.jspecify.annotations.NullMarked;
