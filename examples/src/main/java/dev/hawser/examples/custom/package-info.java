/** A transport as a stranger writes one: a client over the WebSocket of the JDK. */
@NullMarked
package dev.hawser.examples.custom;

import org.jspecify.annotations.NullMarked;
