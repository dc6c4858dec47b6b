package dev.hawser.close;

import java.time.Duration;

/**
 * A message that passed, without its payload.
 *
 * @param outbound true for one we sent, false for one we received
 * @param text true for text, false for binary
 * @param bytes its payload's length in bytes
 * @param beforeEnd how long before the end of the link it passed
 */
public record MessageNote(boolean outbound, boolean text, long bytes, Duration beforeEnd) {}
