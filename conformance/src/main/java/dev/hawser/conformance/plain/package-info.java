/**
 * A transport over blocking sockets of {@code java.net}: the kit's own proof that its rules can be
 * kept, and a pattern for adapters that move bytes.
 */
@NullMarked
package dev.hawser.conformance.plain;

import org.jspecify.annotations.NullMarked;
