/** The echo server of {@code hawser serve} and its faults. */
@NullMarked
package dev.hawser.cli.serve;

import org.jspecify.annotations.NullMarked;
