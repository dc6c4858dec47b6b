/** What the probes saw, as values: no clock, no sockets. */
@NullMarked
package dev.hawser.doctor.evidence;

import org.jspecify.annotations.NullMarked;
