/** The values of the command line's options: each read, checked and refused in one place. */
@NullMarked
package dev.hawser.cli.option;

import org.jspecify.annotations.NullMarked;
