/**
 * Hawser's transport on Vert.x: {@link dev.hawser.transport.vertx.VertxTransport}, its provider,
 * and {@link dev.hawser.transport.vertx.VertxMount} for a server that runs already.
 */
@NullMarked
package dev.hawser.transport.vertx;

import org.jspecify.annotations.NullMarked;
