/** The commands that open the handbook: {@code explain}, {@code compare} and {@code codes}. */
@NullMarked
package dev.hawser.cli.handbook;

import org.jspecify.annotations.NullMarked;
