/** Raw sockets: every byte, and how each connection ended. */
@NullMarked
package dev.hawser.doctor.wire;

import org.jspecify.annotations.NullMarked;
