/**
 * Proxies for going out: where one is, and the conversation that ends in a tunnel, by HTTP CONNECT
 * or SOCKS5. Pure: bytes in, bytes out.
 */
@NullMarked
package dev.hawser.proxy;

import org.jspecify.annotations.NullMarked;
