/**
 * Echo over raw Netty and over Hawser on Netty, side by side in interleaved slices.
 *
 * <p>One JVM for each contender, one fixed peer for all of them; figures are ratios of the same
 * round, so that a machine whose speed drifts does not decide.
 */
@NullMarked
package dev.hawser.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
