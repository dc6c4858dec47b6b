/**
 * Hawser's transport on Netty: {@link dev.hawser.transport.netty.NettyTransport} and its provider.
 */
@NullMarked
package dev.hawser.transport.netty;

import org.jspecify.annotations.NullMarked;
