/** The gateway as a process: its address, its lines, its end. */
@org.jspecify.annotations.NullMarked
package dev.hawser.cli.front;
