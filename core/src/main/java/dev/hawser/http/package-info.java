/**
 * HTTP header fields and the answer to an upgrade request, as values.
 *
 * <p>The lowest package: it knows nothing of WebSocket, sockets or threads.
 */
@NullMarked
package dev.hawser.http;

import org.jspecify.annotations.NullMarked;
