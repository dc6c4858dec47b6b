package dev.hawser.gateway;

import dev.hawser.transport.Transport;

/**
 * How upstreams are reached.
 *
 * @param transport what dials
 * @param upstreams whom
 * @param links how links behave
 * @param lines where lines of the log go
 */
record Dialling(Transport transport, Upstreams upstreams, Links links, Scribe lines) {}
