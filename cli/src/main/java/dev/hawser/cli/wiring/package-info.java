/** Where the commands that open sockets get their transport. */
@NullMarked
package dev.hawser.cli.wiring;

import org.jspecify.annotations.NullMarked;
