/**
 * The RFC 6455 engine without I/O: frames in, frames out, the opening handshake built and judged.
 *
 * <p>Bytes come and go as {@link java.nio.ByteBuffer}; what breaks the protocol is a value ({@link
 * dev.hawser.frame.Violation}), never an exception. No class here knows a clock, a thread, a socket
 * or a source of random numbers; each instance serves one connection and one thread at a time.
 */
@NullMarked
package dev.hawser.frame;

import org.jspecify.annotations.NullMarked;
