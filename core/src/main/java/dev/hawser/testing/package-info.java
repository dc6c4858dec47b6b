/**
 * Deterministic doubles for users' own tests: time that is moved by hand, a transport that does
 * what a test says. No test framework is needed.
 */
@NullMarked
package dev.hawser.testing;

import org.jspecify.annotations.NullMarked;
