/** A TCP relay in this process whose line can be cut, silenced and refused on purpose. */
@NullMarked
package dev.hawser.cli.relay;

import org.jspecify.annotations.NullMarked;
