/** Programs that meet peers nobody here wrote; {@code conformance/interop} starts them. */
@NullMarked
package dev.hawser.cli.interop;

import org.jspecify.annotations.NullMarked;
