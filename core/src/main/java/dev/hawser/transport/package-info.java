/**
 * The SPI: what an adapter to a runtime implements, and {@code LinkCore}, which keeps the promises
 * so that adapters only move bytes.
 *
 * <p>Callbacks of one link follow the grammar {@code onOpen? (onText | onBinary | onPong | onFrame
 * | onConfirmed)* onEnd}: serial, one end, nothing after it.
 */
@NullMarked
package dev.hawser.transport;

import org.jspecify.annotations.NullMarked;
