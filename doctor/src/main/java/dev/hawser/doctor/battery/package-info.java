/** The probes and the order they are run in. */
@NullMarked
package dev.hawser.doctor.battery;

import org.jspecify.annotations.NullMarked;
