/** Hawser's transport on Netty. */
@NullMarked
package dev.hawser.transport.netty;

import org.jspecify.annotations.NullMarked;
