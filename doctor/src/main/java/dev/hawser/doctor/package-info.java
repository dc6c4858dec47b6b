/** The doctor: what to examine, how, and the report. */
@NullMarked
package dev.hawser.doctor;

import org.jspecify.annotations.NullMarked;
