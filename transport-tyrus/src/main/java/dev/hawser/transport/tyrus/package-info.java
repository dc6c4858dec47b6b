/**
 * Hawser's transport on Tyrus 2.2, the reference implementation of Jakarta WebSocket: {@link
 * dev.hawser.transport.tyrus.TyrusTransport} and its provider; {@link
 * dev.hawser.transport.tyrus.JakartaMount} for containers that run already.
 */
@NullMarked
package dev.hawser.transport.tyrus;

import org.jspecify.annotations.NullMarked;
