/** Whom to examine and how, as values. */
@NullMarked
package dev.hawser.doctor.plan;

import org.jspecify.annotations.NullMarked;
