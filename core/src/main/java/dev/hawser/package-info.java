/**
 * The public face: connections that hold, sessions that tell why they ended, and servers.
 *
 * <p>{@link dev.hawser.WebSockets} is where a program begins.
 */
@NullMarked
package dev.hawser;

import org.jspecify.annotations.NullMarked;
