/**
 * Runs the connection machine: mailbox, step, publish, effects; the dial gate and the outbox.
 *
 * <p>Not exported. Everything here is reached through the public face.
 */
@NullMarked
package dev.hawser.driver;

import org.jspecify.annotations.NullMarked;
