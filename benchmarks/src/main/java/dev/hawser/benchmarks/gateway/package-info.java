/**
 * Gateways side by side: Hawser's, nginx, HAProxy and vertx-http-proxy in front of one upstream,
 * driven by one load generator in interleaved slices.
 *
 * <p>Every gateway is a process of its own, and so are upstream and load. Everything stays on the
 * loopback, and only processes started here are ended.
 */
@NullMarked
package dev.hawser.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
