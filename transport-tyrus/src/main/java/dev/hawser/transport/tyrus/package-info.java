/**
 * Hawser's transport on Tyrus 2.2, the reference implementation of Jakarta WebSocket: {@link
 * dev.hawser.transport.tyrus.TyrusTransport} and its provider.
 */
@NullMarked
package dev.hawser.transport.tyrus;

import org.jspecify.annotations.NullMarked;
