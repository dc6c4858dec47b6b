/** Measurements of Hawser beside raw Netty. */
@NullMarked
package dev.hawser.benchmarks;

import org.jspecify.annotations.NullMarked;
