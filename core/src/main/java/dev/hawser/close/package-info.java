/**
 * Close codes, close reasons and how a link ended, as values.
 *
 * <p>Facts only: what a code is, who may send it and what was seen on the line. What to do about it
 * is decided in {@code reconnect}, why it happened in {@code diagnosis}.
 */
@NullMarked
package dev.hawser.close;

import org.jspecify.annotations.NullMarked;
