/**
 * The contract every transport keeps, rule by rule, and what its author needs to hold it: extend
 * {@link dev.hawser.conformance.TransportConformance} and say how the transport is made.
 */
@NullMarked
package dev.hawser.conformance;

import org.jspecify.annotations.NullMarked;
