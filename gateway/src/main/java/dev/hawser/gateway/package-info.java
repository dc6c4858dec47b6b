/**
 * A WebSocket gateway that tells the truth: whoever loses the other side is told how.
 *
 * <p>It stands on {@link dev.hawser.transport} and relays single frames between any two transports
 * that can deliver them. It is no load balancer.
 */
@NullMarked
package dev.hawser.gateway;

import org.jspecify.annotations.NullMarked;
