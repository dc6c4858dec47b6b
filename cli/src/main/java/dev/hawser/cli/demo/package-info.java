/**
 * The demo: one connection on real sockets, a script of faults, and what the connection makes of
 * each.
 */
@NullMarked
package dev.hawser.cli.demo;

import org.jspecify.annotations.NullMarked;
