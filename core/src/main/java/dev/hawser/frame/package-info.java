/**
 * The RFC 6455 engine without I/O: frames, messages and the opening handshake.
 *
 * <p>It is fed bytes and yields values; sockets, clocks and random numbers are its callers'.
 */
@NullMarked
package dev.hawser.frame;

import org.jspecify.annotations.NullMarked;
