/** Small programs that show one thing each. */
@NullMarked
package dev.hawser.examples;

import org.jspecify.annotations.NullMarked;
